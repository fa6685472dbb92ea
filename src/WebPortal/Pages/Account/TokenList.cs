using WebPortal.Lending.Tokens;

namespace WebPortal.Pages.Account;

/// <summary>A person's tokens: those that may still open something, and those that are over, the latest few.</summary>
internal sealed record TokenList(IReadOnlyList<PortalTokenSummary> Living, IReadOnlyList<PortalTokenSummary> Over, DateTimeOffset Now)
{
    private const int MostOver = 50;

    public static TokenList Of(IReadOnlyList<PortalTokenSummary> all, DateTimeOffset now) =>
        new([.. all.Where(token => !token.IsOver(now))], [.. all.Where(token => token.IsOver(now)).Take(MostOver)], now);
}

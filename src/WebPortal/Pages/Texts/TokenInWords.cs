using WebPortal.Lending;
using WebPortal.Lending.Tokens;
using WebPortal.Pages.Words;

namespace WebPortal.Pages.Texts;

/// <summary>Words for a portal token: how it stands, what it may do, and why none was made.</summary>
internal static class TokenInWords
{
    private static readonly Dictionary<string, Func<string>> Operations = new(StringComparer.Ordinal)
    {
        ["user.read"] = () => TokensWords.ReadUser,
        ["workspaces.read"] = () => TokensWords.ReadWorkspaces,
        ["repositories.read"] = () => TokensWords.ReadRepositories,
        ["refs.read"] = () => TokensWords.ReadRefs,
        ["commits.read"] = () => TokensWords.ReadCommits,
        ["source.read"] = () => TokensWords.ReadSource,
        ["diffs.read"] = () => TokensWords.ReadDiffs,
        ["pullrequests.read"] = () => TokensWords.ReadPullRequests,
        ["pipelines.read"] = () => TokensWords.ReadPipelines,
    };

    public static string Operation(string operation) => Operations.GetValueOrDefault(operation)?.Invoke() ?? operation;

    public static StateText State(PortalTokenSummary token, DateTimeOffset now) => token switch
    {
        { RevokedAt: not null } => new(TokensWords.StateRevoked, "off", ""),
        { IsConnectionOver: true } => new(TokensWords.StateConnectionOver, "off", ""),
        _ when token.IsOver(now) => new(TokensWords.StateEnded, "off", ""),
        { IsConnectionHeld: true } => new(TokensWords.StateRests, "wait", ""),
        _ when token.EndsAt <= now.AddDays(7) => new(TokensWords.StateEndsSoon, "wait", ""),
        _ => new(TokensWords.StateGood, "good", ""),
    };

    /// <summary>Why the wish was not granted.</summary>
    public static string? Of(TokenIssue issue) => issue switch
    {
        TokenIssue.NoName => TokensWords.FaultName,
        TokenIssue.NoEnd => TokensWords.FaultEnd,
        TokenIssue.NoConnection => TokensWords.NoConnection,
        TokenIssue.TooMany => Sentence.Text(TokensWords.FaultTooMany, TokenStore.MostLiving, TokenStore.MostMadeInAnHour),
        TokenIssue.NoLeash noLeash => Of(noLeash.Fault),
        _ => null,
    };

    private static string Of(LeashFault fault) => fault.Kind switch
    {
        LeashFaultKind.NoRepositories => TokensWords.FaultNoRepositories,
        LeashFaultKind.NoOperations => TokensWords.FaultNoOperations,
        LeashFaultKind.NoPattern => Sentence.Text(TokensWords.FaultPattern, fault.Text),
        LeashFaultKind.NoOperation => Sentence.Text(TokensWords.FaultOperation, fault.Text),
        LeashFaultKind.NoNetwork => Sentence.Text(TokensWords.FaultNetwork, fault.Text),
        LeashFaultKind.TooMany => Sentence.Text(TokensWords.FaultLines, LeashReader.MostLines),
        _ => Sentence.Text(TokensWords.FaultHourly, LeashReader.MostHourlyCalls),
    };
}

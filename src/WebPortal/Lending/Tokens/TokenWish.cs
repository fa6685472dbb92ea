namespace WebPortal.Lending.Tokens;

/// <summary>What a person wants a token to be.</summary>
internal sealed record TokenWish(string Name, Guid ConnectionId, LeashTerms Terms, DateTimeOffset EndsAt);

namespace WebPortal.Bitbucket;

/// <summary>The person a credential belongs to.</summary>
/// <param name="Uuid">In curly braces; the one stable key. An answer without it counts as invalid.</param>
internal sealed record BitbucketUser(string? Uuid, string? AccountId, string? Username, string? Nickname, string? DisplayName, BitbucketLinks? Links);

namespace WebPortal.Data;

/// <summary>A person who has signed in. Keyed by Bitbucket's <c>uuid</c>; the address is shown, never an identity.</summary>
internal sealed class PortalUser
{
    public Guid Id { get; set; }

    public required string BitbucketUuid { get; set; }

    public string? AccountId { get; set; }

    public required string Username { get; set; }

    public required string DisplayName { get; set; }

    /// <summary>The primary and confirmed address, when Bitbucket gave one.</summary>
    public string? Email { get; set; }

    /// <summary>Name, user name, address and uuid in upper case: what administrators search in, alike on both databases and in every script.</summary>
    public required string SearchText { get; set; }

    /// <summary>The connection that the person chose for their lists; null means the one by consent, and so does one that has ended.</summary>
    public Guid? DefaultConnectionId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset LastSignInAt { get; set; }
}

namespace WebPortal.Data;

/// <summary>What a person has marked about one repository: that it is a favourite, that they opened it. Names only, nothing of its content.</summary>
internal sealed class RepositoryMark
{
    public Guid UserId { get; set; }

    /// <summary>The workspace's ID in lower case.</summary>
    public required string Workspace { get; set; }

    /// <summary>In lower case.</summary>
    public required string Slug { get; set; }

    /// <summary>Null when it is no favourite.</summary>
    public DateTimeOffset? FavouriteSince { get; set; }

    /// <summary>Null when it was not opened, or others were opened since.</summary>
    public DateTimeOffset? OpenedAt { get; set; }
}

namespace WebPortal.Repositories;

/// <summary>A repository as the portal shows it. Texts come from outside: free of control characters, still to be encoded and isolated by whoever shows them.</summary>
/// <param name="HtmlUrl">Like every link here: null unless its scheme is harmless; see <see cref="SafeLink"/>.</param>
/// <param name="Uuid">Stays when the repository is renamed; null when Bitbucket did not tell a proper one.</param>
/// <param name="Permission">What the person may do; null as long as it is not known.</param>
internal sealed record RepositoryItem(
    string FullName,
    string Name,
    string Slug,
    string WorkspaceSlug,
    string WorkspaceName,
    string? ProjectKey,
    string? ProjectName,
    string? Description,
    bool IsPrivate,
    string? Language,
    long? SizeBytes,
    string? MainBranch,
    DateTimeOffset? UpdatedAt,
    DateTimeOffset? CreatedAt,
    string? HtmlUrl,
    string? AvatarUrl,
    string? CloneHttps,
    string? CloneSsh,
    Guid? Uuid = null,
    RepositoryPermission? Permission = null)
{
    private const long None = -1;

    // Four links of a hundred characters are the larger part of what a repository says; they are kept as what they share with others.
    private readonly RepositoryLinks links = RepositoryLinks.Of(FullName, Uuid, HtmlUrl, AvatarUrl, CloneHttps, CloneSsh);

    // An optional time takes three times the room of its ticks; all of them are UTC.
    private readonly long updated = UpdatedAt?.UtcTicks ?? None;

    private readonly long created = CreatedAt?.UtcTicks ?? None;

    public DateTimeOffset? UpdatedAt
    {
        get => Time(updated);
        init => updated = value?.UtcTicks ?? None;
    }

    public DateTimeOffset? CreatedAt
    {
        get => Time(created);
        init => created = value?.UtcTicks ?? None;
    }

    public string? HtmlUrl => links.Html?.Of(FullName, Uuid);

    public string? AvatarUrl => links.Avatar?.Of(FullName, Uuid);

    public string? CloneHttps => links.CloneHttps?.Of(FullName, Uuid);

    public string? CloneSsh => links.CloneSsh?.Of(FullName, Uuid);

    private static DateTimeOffset? Time(long ticks) => ticks == None ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
}

namespace BitbucketEmulator.Seed;

/// <summary>A workspace. Its repositories are made when somebody first looks, so a large world starts at once.</summary>
internal sealed class Workspace
{
    private readonly List<Membership> members = [];
    private readonly Lazy<RepositoryShelf> shelf;

    public Workspace(string slug, string name, int ordinal, DateTimeOffset createdOn, Func<Workspace, IReadOnlyList<Repository>> makeRepositories)
    {
        Slug = slug;
        Name = name;
        Ordinal = ordinal;
        CreatedOn = createdOn;
        BracedUuid = $"{{{Deterministic.Identifier($"workspace:{slug}")}}}";
        shelf = new(() => new RepositoryShelf(makeRepositories(this)));
    }

    public string Slug { get; }

    public string Name { get; }

    /// <summary>Its place in the world; repository identifiers carry it, so that one can be found by its identifier alone.</summary>
    public int Ordinal { get; }

    public string BracedUuid { get; }

    public DateTimeOffset CreatedOn { get; }

    public bool IsPersonal { get; init; }

    /// <summary>A private workspace does not exist for anybody but its members.</summary>
    public bool IsPrivate { get; init; } = true;

    /// <summary>Listing its repositories fails for everybody, every time.</summary>
    public bool ListingFails { get; init; }

    public IReadOnlyList<Project> Projects { get; internal set; } = [];

    public IReadOnlyList<Membership> Members => members;

    public IReadOnlyList<Repository> Repositories => shelf.Value.All;

    public Repository? FindRepository(string slugOrUuid) => shelf.Value.Find(slugOrUuid);

    public Workspace Add(Person person, WorkspaceRole role, bool readOnly = false)
    {
        var membership = new Membership(person, this, role, readOnly);
        members.Add(membership);
        person.Join(membership);
        return this;
    }
}

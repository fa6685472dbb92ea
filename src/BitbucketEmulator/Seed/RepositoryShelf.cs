namespace BitbucketEmulator.Seed;

/// <summary>A workspace's repositories with their index by slug and by braced uuid.</summary>
internal sealed class RepositoryShelf
{
    private readonly Dictionary<string, Repository> byName = new(StringComparer.OrdinalIgnoreCase);

    public RepositoryShelf(IReadOnlyList<Repository> repositories)
    {
        All = repositories;
        foreach (var repository in repositories)
        {
            byName[repository.Slug] = repository;
            byName[repository.BracedUuid] = repository;
        }
    }

    public IReadOnlyList<Repository> All { get; }

    public Repository? Find(string slugOrUuid) => byName.GetValueOrDefault(slugOrUuid);
}

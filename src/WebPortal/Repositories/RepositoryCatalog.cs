namespace WebPortal.Repositories;

/// <summary>Everything a connection opens at Bitbucket: complete or marked as not, from memory when fresh enough, never shown once the connection has ended.</summary>
internal sealed class RepositoryCatalog(RepositorySource source, CatalogCache cache)
{
    private const long MostBytesOfAnswers = 64 * 1024 * 1024;

    private readonly KeptAnswersBudget answers = new(MostBytesOfAnswers);

    private readonly ViewedSnapshots views = new();

    public Task<RepositoryListing> ListAsync(Guid connectionId, RepositoryQuery query, CancellationToken cancellationToken) =>
        ListAsync(connectionId, query, CatalogWait.Everything, cancellationToken);

    /// <param name="view">What the caller may see; null for everything.</param>
    public async Task<RepositoryListing> ListAsync(Guid connectionId, RepositoryQuery query, CatalogView? view, CancellationToken cancellationToken)
    {
        if (await ReadAsync(connectionId, null, cancellationToken) is not { } whole)
        {
            return RepositoryListing.Reconnect(query);
        }

        var snapshot = views.Of(whole, view);
        return new RepositoryFilter(snapshot, query, PersonMarks.None, cache.Now).Run() with { Kept = snapshot.Kept };
    }

    /// <param name="wait">What to wait for when nothing has been read yet.</param>
    public Task<RepositoryListing> ListAsync(Guid connectionId, RepositoryQuery query, CatalogWait wait, CancellationToken cancellationToken) =>
        ListAsync(connectionId, query, wait, PersonMarks.None, cancellationToken);

    /// <param name="marks">Of the person who looks: what they have marked comes first among equals.</param>
    public async Task<RepositoryListing> ListAsync(Guid connectionId, RepositoryQuery query, CatalogWait wait, PersonMarks marks, CancellationToken cancellationToken) =>
        await ReadAsync(connectionId, Enough(wait, query.Workspace), cancellationToken) is { } snapshot
            ? new RepositoryFilter(snapshot, query, marks, cache.Now).Run() with { Kept = snapshot.Kept }
            : RepositoryListing.Reconnect(query);

    /// <summary>Finds one repository by the names in its address, without regard to case.</summary>
    public async Task<RepositoryLookup> FindAsync(Guid connectionId, string workspace, string slug, CancellationToken cancellationToken)
    {
        var inWorkspace = RepositoryQuery.All with { Workspace = workspace };
        if (await ReadAsync(connectionId, Enough(CatalogWait.First, workspace), cancellationToken) is not { } snapshot)
        {
            var reconnect = RepositoryListing.Reconnect(inWorkspace);
            return new RepositoryLookup(null, null, reconnect.Completeness, reconnect.Empty);
        }

        var shelf = snapshot.Workspaces.FirstOrDefault(known => string.Equals(known.Slug, workspace, StringComparison.OrdinalIgnoreCase));
        var item = shelf?.Repositories.FirstOrDefault(known => string.Equals(known.Slug, slug, StringComparison.OrdinalIgnoreCase));
        var listing = new RepositoryFilter(snapshot, inWorkspace).Run();
        var empty = item is not null ? EmptyReason.None : listing.Empty == EmptyReason.None ? EmptyReason.FilteredOut : listing.Empty;
        return new RepositoryLookup(item, shelf?.ReadAt, listing.Completeness, empty);
    }

    /// <summary>An answer that was made before from what would be shown now. Nothing is found once the connection cannot be used, or when a reading must start first.</summary>
    /// <param name="view">What the caller may see: only answers made for the same view are found.</param>
    public async ValueTask<KeptAnswer?> FindKeptAsync(Guid connectionId, CatalogView? view, KeptAnswerKey key, CancellationToken cancellationToken) =>
        await source.IsUsableAsync(connectionId, cancellationToken) && cache.Peek(connectionId) is { } whole ? views.Of(whole, view).Kept.Find(key) : null;

    public void Keep(KeptAnswers kept, KeptAnswerKey key, KeptAnswer answer) => answers.Keep(kept, key, answer);

    /// <summary>A person's wish for newer data: the next view starts a reading and shows what is known meanwhile. Granted every few seconds at most.</summary>
    public void ReadAgain(Guid connectionId) => cache.ReadAgain(connectionId);

    /// <summary>How far the reading that goes on has come, whenever that changes, until it ends or the connection does. Starts none.</summary>
    public IAsyncEnumerable<CatalogProgress> WatchAsync(Guid connectionId, CancellationToken cancellationToken) => cache.WatchAsync(connectionId, cancellationToken);

    /// <summary>Somebody wants to know what the person may do: permissions are read in the background unless they are known from the last day.</summary>
    public void WantPermissions(Guid connectionId) => cache.WantPermissions(connectionId);

    /// <summary>Drops what is kept, for when a connection ends. Nothing depends on it: an ended connection's data is not shown anyway.</summary>
    public void Forget(Guid connectionId) => cache.Forget(connectionId);

    private static Func<CatalogSnapshot, bool>? Enough(CatalogWait wait, string? workspace) =>
        wait == CatalogWait.First ? snapshot => snapshot.IsEnoughFor(workspace) : null;

    private async Task<CatalogSnapshot?> ReadAsync(Guid connectionId, Func<CatalogSnapshot, bool>? isEnough, CancellationToken cancellationToken)
    {
        if (!await source.IsUsableAsync(connectionId, cancellationToken))
        {
            cache.Forget(connectionId);
            return null;
        }

        var reading = cache.GetAsync(connectionId, isEnough, cancellationToken);
        if (reading.IsCompletedSuccessfully)
        {
            return await reading;
        }

        // The connection may end while its repositories are being read.
        var snapshot = await reading;
        return await source.IsUsableAsync(connectionId, cancellationToken) ? snapshot : null;
    }
}

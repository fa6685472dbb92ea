namespace WebPortal.Repositories;

/// <summary>Everything a connection opens at Bitbucket: complete or marked as not, from memory when fresh enough, never shown once the connection has ended.</summary>
internal sealed class RepositoryCatalog(RepositorySource source, CatalogCache cache)
{
    public Task<RepositoryListing> ListAsync(Guid connectionId, RepositoryQuery query, CancellationToken cancellationToken) =>
        ListAsync(connectionId, query, PersonMarks.None, cancellationToken);

    /// <param name="marks">Of the person who looks: what they have marked comes first among equals.</param>
    public async Task<RepositoryListing> ListAsync(Guid connectionId, RepositoryQuery query, PersonMarks marks, CancellationToken cancellationToken) =>
        await ReadAsync(connectionId, cancellationToken) is { } snapshot ? new RepositoryFilter(snapshot, query, marks, cache.Now).Run() : RepositoryListing.Reconnect(query);

    /// <summary>Finds one repository by the names in its address, without regard to case.</summary>
    public async Task<RepositoryLookup> FindAsync(Guid connectionId, string workspace, string slug, CancellationToken cancellationToken)
    {
        var inWorkspace = RepositoryQuery.All with { Workspace = workspace };
        if (await ReadAsync(connectionId, cancellationToken) is not { } snapshot)
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

    /// <summary>A person's wish for newer data: the next view starts a reading and shows what is known meanwhile. Granted every few seconds at most.</summary>
    public void ReadAgain(Guid connectionId) => cache.ReadAgain(connectionId);

    /// <summary>Somebody wants to filter by what they may do: reads that for every workspace behind the views, once a day at most.</summary>
    public void WantPermissions(Guid connectionId) => cache.ReadAgain(connectionId);

    /// <summary>Drops what is kept, for when a connection ends. Nothing depends on it: an ended connection's data is not shown anyway.</summary>
    public void Forget(Guid connectionId) => cache.Forget(connectionId);

    private async Task<CatalogSnapshot?> ReadAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        if (!await source.IsUsableAsync(connectionId, cancellationToken))
        {
            cache.Forget(connectionId);
            return null;
        }

        var reading = cache.GetAsync(connectionId, cancellationToken);
        if (reading.IsCompletedSuccessfully)
        {
            return await reading;
        }

        // The connection may end while its repositories are being read.
        var snapshot = await reading;
        return await source.IsUsableAsync(connectionId, cancellationToken) ? snapshot : null;
    }
}

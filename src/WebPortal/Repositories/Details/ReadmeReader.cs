using WebPortal.Bitbucket;

namespace WebPortal.Repositories.Details;

/// <summary>Finds and reads the README of a branch in two calls, three when the name of the branch has a slash, and renders it.</summary>
internal sealed class ReadmeReader(DetailCalls calls, SourceAddresses addresses, Guid connectionId, WorkspaceSlug workspace, RepositorySlug slug)
{
    private static readonly BitbucketError Odd = new(BitbucketErrorKind.Invalid);

    public async Task<DetailSection<Readme>> ReadAsync(string? branch, SourceLinks links, CancellationToken cancellationToken)
    {
        if (branch is null)
        {
            return new DetailSection<Readme>(null, null);
        }

        var (revision, error) = await RevisionAsync(branch, cancellationToken);
        if (revision is null || addresses.Readmes(workspace, slug, revision) is not { } listing)
        {
            return Failed(error ?? Odd);
        }

        var result = await calls.RunAsync(connectionId, (api, token) => api.ReadEntriesAsync(listing, token), cancellationToken);
        if (!result.TryGet(out var page, out var listingError))
        {
            return Failed(listingError);
        }

        return ReadmeChoice.Of(page.Values) is { } entry ? await ReadFileAsync(entry, links, cancellationToken) : new DetailSection<Readme>(null, null);
    }

    /// <summary>In the path of a source address a slash would end the name of the branch, so such a branch is asked for by its hash.</summary>
    private async Task<(string? Revision, BitbucketError? Error)> RevisionAsync(string branch, CancellationToken cancellationToken)
    {
        if (!branch.Contains('/', StringComparison.Ordinal))
        {
            return (branch, null);
        }

        if (addresses.Branch(workspace, slug, branch) is not { } address)
        {
            return (null, null);
        }

        var result = await calls.RunAsync(connectionId, (api, token) => api.ReadRefAsync(address, token), cancellationToken);
        return (DetailReading.IsHash(result.Value?.Target?.Hash) ? result.Value!.Target!.Hash : null, result.Error);
    }

    private async Task<DetailSection<Readme>> ReadFileAsync(BitbucketTreeEntry entry, SourceLinks links, CancellationToken cancellationToken)
    {
        var (path, hash) = (entry.Path!, entry.Commit!.Hash!);
        var url = links.File(hash, path);
        var name = DisplayText.Clean(path, DisplayText.LongestName)!;
        if (entry.Size > BitbucketText.LongestText)
        {
            return new DetailSection<Readme>(new Readme(name, url, null, null), null);
        }

        if (addresses.File(workspace, slug, hash, path) is not { } address)
        {
            return Failed(Odd);
        }

        var result = await calls.RunAsync(connectionId, (api, token) => api.ReadTextAsync(address, token), cancellationToken);
        if (!result.TryGet(out var text, out var error))
        {
            return Failed(error);
        }

        var html = ReadmeChoice.IsMarkdown(path) ? ReadmeRendering.Render(text.Value, new ReadmeLinks(links, hash)) : null;
        return new DetailSection<Readme>(new Readme(name, url, html, html is null ? text.Value : null), null);
    }

    private static DetailSection<Readme> Failed(BitbucketError error) => new(null, SectionFailure.Of(error));
}

using System.Collections.Concurrent;

namespace WebPortal.Repositories;

/// <summary>The links of a repository by their shapes; the same object for all repositories whose links look alike.</summary>
internal sealed record RepositoryLinks(LinkShape? Html, LinkShape? Avatar, LinkShape? CloneHttps, LinkShape? CloneSsh)
{
    private const int MostKept = 20_000;

    // Keyed by their texts alone: it holds shapes, and nothing about whose they are. Odd ones beyond the bound are simply not shared.
    private static readonly ConcurrentDictionary<RepositoryLinks, RepositoryLinks> Known = new();

    private static int kept;

    public static RepositoryLinks Of(string fullName, Guid? uuid, string? html, string? avatar, string? cloneHttps, string? cloneSsh)
    {
        var links = new RepositoryLinks(
            LinkShape.Of(fullName, uuid, html), LinkShape.Of(fullName, uuid, avatar), LinkShape.Of(fullName, uuid, cloneHttps), LinkShape.Of(fullName, uuid, cloneSsh));
        if (Known.TryGetValue(links, out var known))
        {
            return known;
        }

        // Counting the dictionary itself would lock all of it.
        if (!links.IsShareable || Volatile.Read(ref kept) >= MostKept)
        {
            return links;
        }

        Interlocked.Increment(ref kept);
        return Known.GetOrAdd(links, links);
    }

    private bool IsShareable => IsShape(Html) && IsShape(Avatar) && IsShape(CloneHttps) && IsShape(CloneSsh);

    private static bool IsShape(LinkShape? link) => link is null or { After: not null };
}

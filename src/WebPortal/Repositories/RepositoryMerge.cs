namespace WebPortal.Repositories;

/// <summary>Puts newly read repositories in the place of what was known of them. A repository is the same by its UUID, whatever it is called now; without one, by its slug.</summary>
internal static class RepositoryMerge
{
    /// <returns>The very list that was known when nothing is different.</returns>
    public static IReadOnlyList<RepositoryItem> Into(IReadOnlyList<RepositoryItem> known, IEnumerable<RepositoryItem> changed)
    {
        var places = new Dictionary<object, int>();
        for (var place = 0; place < known.Count; place++)
        {
            places[KeyOf(known[place])] = place;
        }

        List<RepositoryItem>? merged = null;
        foreach (var item in changed)
        {
            var isKnown = places.TryGetValue(KeyOf(item), out var place);
            var kept = isKnown ? item with { Permission = item.Permission ?? (merged ?? known)[place].Permission } : item;
            if (isKnown && kept == (merged ?? known)[place])
            {
                continue;
            }

            merged ??= [.. known];
            if (isKnown)
            {
                merged[place] = kept;
            }
            else
            {
                places[KeyOf(item)] = merged.Count;
                merged.Add(kept);
            }
        }

        // A slug that was given to another repository names only the newer one.
        return merged is null ? known : [.. merged.AsEnumerable().Reverse().DistinctBy(item => item.Slug).Reverse()];
    }

    /// <summary>A whole reading replaces everything; only what it does not tell is kept.</summary>
    /// <returns>The very list that was known when nothing is different.</returns>
    public static IReadOnlyList<RepositoryItem> Over(IReadOnlyList<RepositoryItem> known, IReadOnlyList<RepositoryItem> read)
    {
        var permissions = new Dictionary<object, RepositoryPermission>();
        foreach (var item in known)
        {
            if (item.Permission is { } permission)
            {
                permissions[KeyOf(item)] = permission;
            }
        }

        IReadOnlyList<RepositoryItem> result = permissions.Count == 0
            ? read
            : [.. read.Select(item => permissions.TryGetValue(KeyOf(item), out var permission) ? item with { Permission = permission } : item)];
        return result.Count == known.Count && result.SequenceEqual(known) ? known : result;
    }

    private static object KeyOf(RepositoryItem item) => item.Uuid is { } uuid ? uuid : item.Slug;
}

namespace WebPortal.Repositories.Finding;

/// <summary>Brings what was found into the order asked for, and takes one page of it.</summary>
internal sealed class ResultOrder(CatalogIndex index, RepositoryQuery query)
{
    private static readonly RepositorySort Newest = new("updated", true);

    public IReadOnlyList<RepositoryItem> PageOf(List<int> matches, ushort[]? ranks, MarkedNumbers marks)
    {
        var skipped = (long)(query.Page - 1) * query.PageSize;
        if (skipped >= matches.Count)
        {
            return [];
        }

        var ordered = query.Sort == RepositorySort.BestMatch && ranks is not null ? ByRank(matches, ranks, marks)
            : matches.Count == index.Items.Length ? Order() : Among(matches);
        return [.. ordered.Skip((int)skipped).Take(query.PageSize).Select(number => index.Items[number])];
    }

    private int[] Order() => index.Order(query.Sort == RepositorySort.BestMatch ? Newest : query.Sort);

    private IEnumerable<int> Among(List<int> matches)
    {
        var isMatch = new bool[index.Items.Length];
        foreach (var number in matches)
        {
            isMatch[number] = true;
        }

        return Order().Where(number => isMatch[number]);
    }

    /// <summary>One number holds all that decides: the rank, the person's marks, then the newest first.</summary>
    private IEnumerable<int> ByRank(List<int> matches, ushort[] ranks, MarkedNumbers marks)
    {
        var newest = index.Order(Newest);
        var isMatch = new bool[index.Items.Length];
        foreach (var number in matches)
        {
            isMatch[number] = true;
        }

        var keys = new ulong[matches.Count];
        var count = 0;
        for (var position = 0; position < newest.Length; position++)
        {
            var number = newest[position];
            if (isMatch[number])
            {
                keys[count++] = ((ulong)ranks[number] << 40) | (marks.Preference(number) << 32) | (uint)position;
            }
        }

        Array.Sort(keys);
        return keys.Select(key => newest[(int)(uint)key]);
    }
}

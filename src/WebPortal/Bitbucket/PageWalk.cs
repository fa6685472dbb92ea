namespace WebPortal.Bitbucket;

/// <summary>One walk through all pages of a list, made for one use: bounded in pages, entries and time, and never outside the API.</summary>
/// <remarks>
/// 1. The first page is read at our own address.
/// 2. When it tells the size and pages by plain numbers, the others are read together, at addresses made from our own first one, not from the answer.
/// 3. From the last page on, links are followed one by one until there is none: a size that was too small costs time, not repositories.
/// </remarks>
internal sealed class PageWalk<T>(
    Func<ApiAddress, CancellationToken, Task<BitbucketResult<BitbucketPage<T>>>> readPageAsync,
    PageWalkLimits limits,
    TimeProvider clock)
{
    private readonly List<T> items = [];
    private readonly HashSet<string> visited = [];
    private int pagesRead;
    private long? size;
    private int highestPage = 1;

    public async Task<PageWalkOutcome<T>> RunAsync(ApiAddress first, CancellationToken cancellationToken)
    {
        using var timeLimit = new CancellationTokenSource(limits.TotalTime, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeLimit.Token);
        try
        {
            return await WalkAsync(first, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return End(PageWalkEnd.OutOfTime);
        }
    }

    private async Task<PageWalkOutcome<T>> WalkAsync(ApiAddress first, CancellationToken cancellationToken)
    {
        visited.Add(first.Value.AbsoluteUri);
        var result = await readPageAsync(first, cancellationToken);
        if (!result.TryGet(out var page, out var error))
        {
            return End(PageWalkEnd.Failed, error);
        }

        size = page.Size;
        Keep(page);
        var others = OtherPages(first, page);
        if (others.Count > 0)
        {
            var pages = await new PageBatch<T>(readPageAsync, limits.Parallelism).ReadAsync(others, cancellationToken);
            pages.Pages.ForEach(Keep);
            if (pages.Error is not null)
            {
                return End(PageWalkEnd.Failed, pages.Error);
            }

            highestPage += others.Count;
            page = pages.Pages[^1];
        }

        return await FollowAsync(page, cancellationToken);
    }

    private async Task<PageWalkOutcome<T>> FollowAsync(BitbucketPage<T> page, CancellationToken cancellationToken)
    {
        while (page.Next is { } next)
        {
            if (!visited.Add(next.Value.AbsoluteUri) || next.PageNumber <= highestPage)
            {
                return End(PageWalkEnd.Loop);
            }

            if (pagesRead >= limits.MostPages || items.Count >= limits.MostItems)
            {
                return End(PageWalkEnd.TooLong);
            }

            var result = await readPageAsync(next, cancellationToken);
            if (!result.TryGet(out var following, out var error))
            {
                return End(PageWalkEnd.Failed, error);
            }

            highestPage = next.PageNumber ?? highestPage;
            page = following;
            Keep(page);
        }

        return End(page.NextRefused ? PageWalkEnd.HostileLink : PageWalkEnd.Complete);
    }

    /// <returns>Addresses of page 2 and up, or none when the list does not page by plain numbers.</returns>
    private List<ApiAddress> OtherPages(ApiAddress first, BitbucketPage<T> page)
    {
        if (page is not { Next.PageNumber: 2, Size: > 0 and var told, PageLength: > 0 and <= BitbucketAddresses.PageLength and var length })
        {
            return [];
        }

        var most = Math.Min(limits.MostPages, limits.MostItems / length);
        var pages = (int)Math.Min(((told - 1) / length) + 1, most);
        return [.. Enumerable.Range(2, Math.Max(pages - 1, 0)).Select(first.WithPage)];
    }

    private void Keep(BitbucketPage<T> page)
    {
        pagesRead++;
        items.AddRange(page.Values);
    }

    private PageWalkOutcome<T> End(PageWalkEnd end, BitbucketError? error = null) => new(items, end, error, pagesRead) { Size = size };
}

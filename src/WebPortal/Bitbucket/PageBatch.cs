namespace WebPortal.Bitbucket;

/// <summary>Reads numbered pages together. Stops asking after a failure, and after the page that says it is the last.</summary>
internal sealed class PageBatch<T>(Func<ApiAddress, CancellationToken, Task<BitbucketResult<BitbucketPage<T>>>> readPageAsync, int parallelism)
{
    private readonly Lock guard = new();
    private int lastIndex = int.MaxValue;
    private int mostWanted = int.MaxValue;

    /// <returns>The pages that were read, in order, and the first failure that matters. Without a failure there is at least one page.</returns>
    public async Task<(List<BitbucketPage<T>> Pages, BitbucketError? Error)> ReadAsync(IReadOnlyList<ApiAddress> addresses, CancellationToken cancellationToken)
    {
        var results = new BitbucketResult<BitbucketPage<T>>?[addresses.Count];
        var degree = new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, addresses.Count, degree, async (index, token) =>
        {
            if (IsWanted(index))
            {
                var result = await readPageAsync(addresses[index], token);
                results[index] = result;
                Note(index, result);
            }
        });
        return Collect(results);
    }

    private bool IsWanted(int index)
    {
        lock (guard)
        {
            return index <= mostWanted;
        }
    }

    private void Note(int index, BitbucketResult<BitbucketPage<T>> result)
    {
        lock (guard)
        {
            if (result.Value is { IsLast: true })
            {
                lastIndex = Math.Min(lastIndex, index);
                mostWanted = Math.Min(mostWanted, index);
            }

            // A page that is not there may only lie behind the end: pages before it are still worth asking for. Any other failure ends the asking.
            if (result.Error is { } error)
            {
                mostWanted = error.Kind == BitbucketErrorKind.NotFound ? Math.Min(mostWanted, index) : -1;
            }
        }
    }

    private (List<BitbucketPage<T>> Pages, BitbucketError? Error) Collect(BitbucketResult<BitbucketPage<T>>?[] results)
    {
        var pages = results.Select(result => result?.Value).OfType<BitbucketPage<T>>().ToList();
        var error = results.Take(lastIndex == int.MaxValue ? results.Length : lastIndex).Select(result => result?.Error).FirstOrDefault(found => found is not null);
        return (pages, error);
    }
}

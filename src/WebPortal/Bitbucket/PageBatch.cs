namespace WebPortal.Bitbucket;

/// <summary>Reads numbered pages together. Stops asking after a failure, and after the page that says it is the last.</summary>
internal sealed class PageBatch<T>(Func<ApiAddress, CancellationToken, Task<BitbucketResult<BitbucketPage<T>>>> readPageAsync, int parallelism)
{
    private readonly Lock guard = new();
    private int lastIndex = int.MaxValue;
    private bool failed;

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
            return !failed && index <= lastIndex;
        }
    }

    private void Note(int index, BitbucketResult<BitbucketPage<T>> result)
    {
        lock (guard)
        {
            if (result.Value is { IsLast: true })
            {
                lastIndex = Math.Min(lastIndex, index);
            }

            // A page behind the end may not exist at all: that alone does not end the reading of the others.
            failed |= result.Error is { Kind: not BitbucketErrorKind.NotFound };
        }
    }

    private (List<BitbucketPage<T>> Pages, BitbucketError? Error) Collect(BitbucketResult<BitbucketPage<T>>?[] results)
    {
        var pages = results.Select(result => result?.Value).OfType<BitbucketPage<T>>().ToList();
        var error = results.Take(lastIndex == int.MaxValue ? results.Length : lastIndex).Select(result => result?.Error).FirstOrDefault(found => found is not null);
        return (pages, error);
    }
}

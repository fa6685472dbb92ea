namespace WebPortal.Tests.Infrastructure;

/// <summary>Waits for what happens in the background, and says so when it never does.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <param name="condition">Asked every ten milliseconds.</param>
    /// <param name="what">Named when it never comes true.</param>
    public static async Task IsTrueAsync(Func<Task<bool>> condition, string what, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        try
        {
            while (!await condition())
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InvalidOperationException($"Never came true: {what}");
        }
    }
}

namespace WebPortal.Bitbucket;

/// <summary>What a walk through pages gathered, and why it ended. Entries read before a failure are kept.</summary>
/// <param name="Error">Set when <see cref="PageWalkEnd.Failed"/>.</param>
internal sealed record PageWalkOutcome<T>(IReadOnlyList<T> Items, PageWalkEnd End, BitbucketError? Error, int PagesRead)
{
    /// <summary>The number of entries as the first page told it; never trusted to be right.</summary>
    public long? Size { get; init; }

    public bool IsComplete => End == PageWalkEnd.Complete;
}

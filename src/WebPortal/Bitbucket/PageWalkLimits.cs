namespace WebPortal.Bitbucket;

/// <summary>Where a walk through pages ends although the list goes on.</summary>
/// <param name="TotalTime">For the whole walk; each call has its own limit besides.</param>
/// <param name="Parallelism">Pages of one list that are asked for at the same time.</param>
internal sealed record PageWalkLimits(int MostPages, int MostItems, TimeSpan TotalTime, int Parallelism)
{
    public static readonly PageWalkLimits Default = new(1000, 50_000, TimeSpan.FromMinutes(2), 24);
}

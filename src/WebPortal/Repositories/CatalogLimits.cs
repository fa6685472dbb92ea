using WebPortal.Bitbucket;

namespace WebPortal.Repositories;

/// <summary>Bounds of gathering and keeping repositories.</summary>
internal sealed record CatalogLimits
{
    /// <summary>Repositories kept in memory over all connections; the connections used longest ago go first.</summary>
    public int MostRepositories { get; init; } = 500_000;

    /// <summary>Calls to Bitbucket at the same time for one connection: 2,500 repositories in two trips, forty workspaces in two.</summary>
    public int Concurrency { get; init; } = 24;

    /// <summary>Calls to Bitbucket at the same time for everybody, so that many first readings together are no flood.</summary>
    public int ProcessConcurrency { get; init; } = 128;

    /// <summary>Whoever wants everything waits at most this long for a first reading, and then gets what is there.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whoever wants the first workspace waits this much longer for the rest, so that a quick reading is not shown in pieces.</summary>
    public TimeSpan SettleWait { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>For one reading of everything that a connection opens.</summary>
    public TimeSpan GatherTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Rest after a first failure that may pass by itself, unless Bitbucket says longer. It doubles with each further one.</summary>
    public TimeSpan FirstRest { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest of those rests, and the shortest after a reached limit.</summary>
    public TimeSpan ShortRest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Rest after a failure that stays until somebody changes something, and the longest after reached limits.</summary>
    public TimeSpan LongRest { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A list that is too long costs hundreds of calls of the thousand that Bitbucket allows in an hour.</summary>
    public TimeSpan RestAfterTooLong { get; init; } = TimeSpan.FromHours(1);

    /// <summary>A person's wish to read again is granted at most this often.</summary>
    public TimeSpan AskAgain { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Data older than this, or not looked at for as long, is dropped.</summary>
    public TimeSpan OldestData { get; init; } = TimeSpan.FromDays(1);

    /// <summary>A workspace is read whole this often, for what changes without leaving a newer time.</summary>
    public TimeSpan WholeEvery { get; init; } = TimeSpan.FromHours(6);

    /// <summary>A re-reading compares the number of repositories this often, for deletions.</summary>
    public TimeSpan CountEvery { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>A re-reading asks from this long before the newest known change on: Bitbucket's lists may lag behind.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Between two reports of progress to one page.</summary>
    public TimeSpan ProgressPace { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Permissions are kept this long.</summary>
    public TimeSpan PermissionsFor { get; init; } = TimeSpan.FromDays(1);

    public PageWalkLimits Walk { get; init; } = PageWalkLimits.Default;

    /// <summary>Rest after so many failures in a row that may pass by themselves.</summary>
    public TimeSpan PassingRest(int attempts) => Doubled(FirstRest, attempts, ShortRest);

    /// <summary>Rest after so many refusals in a row for a reached limit without a time named.</summary>
    public TimeSpan LimitRest(int attempts) => Doubled(ShortRest, attempts, LongRest);

    private static TimeSpan Doubled(TimeSpan first, int attempts, TimeSpan longest)
    {
        var rest = first * Math.Pow(2, Math.Min(attempts - 1, 20));
        return rest < longest ? rest : longest;
    }
}

using WebPortal.Bitbucket;

namespace WebPortal.Repositories;

/// <summary>Bounds of gathering and keeping repositories.</summary>
internal sealed record CatalogLimits
{
    /// <summary>Repositories kept in memory over all connections; the connections used longest ago go first.</summary>
    public int MostRepositories { get; init; } = 500_000;

    /// <summary>Calls to Bitbucket at the same time for one connection.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>A first view shows what is there after this time, while the reading goes on.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For one reading of everything that a connection opens.</summary>
    public TimeSpan GatherTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Rest after a failure that may pass by itself, unless Bitbucket says longer.</summary>
    public TimeSpan ShortRest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Rest after a failure that stays until somebody changes something.</summary>
    public TimeSpan LongRest { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A list that is too long costs hundreds of calls of the thousand that Bitbucket allows in an hour.</summary>
    public TimeSpan RestAfterTooLong { get; init; } = TimeSpan.FromHours(1);

    /// <summary>A person's wish to read again is granted at most this often.</summary>
    public TimeSpan AskAgain { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Data older than this, or not looked at for as long, is dropped.</summary>
    public TimeSpan OldestData { get; init; } = TimeSpan.FromDays(1);

    public PageWalkLimits Walk { get; init; } = PageWalkLimits.Default;
}

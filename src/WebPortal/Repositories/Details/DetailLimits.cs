namespace WebPortal.Repositories.Details;

/// <summary>Bounds of reading and keeping what a repository's page shows.</summary>
internal sealed record DetailLimits
{
    /// <summary>For one section, all its calls together.</summary>
    public TimeSpan SectionTime { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Content of a repository stays in memory no longer than this.</summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A page with a failed section is read anew after this.</summary>
    public TimeSpan KeepFailedFor { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Pages kept over all connections.</summary>
    public int MostPages { get; init; } = 500;

    /// <summary>Characters of READMEs kept over all connections.</summary>
    public long MostText { get; init; } = 16 * 1024 * 1024;
}

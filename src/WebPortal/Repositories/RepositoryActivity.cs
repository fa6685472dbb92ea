namespace WebPortal.Repositories;

/// <summary>When a repository was last changed. The first four hold one another.</summary>
internal enum RepositoryActivity
{
    /// <summary>Within 7 days.</summary>
    Week,

    /// <summary>Within 30 days.</summary>
    Month,

    /// <summary>Within 90 days.</summary>
    Quarter,

    /// <summary>Within 365 days.</summary>
    Year,

    /// <summary>Longer ago, or nobody knows when.</summary>
    Older,
}

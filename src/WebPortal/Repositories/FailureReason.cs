namespace WebPortal.Repositories;

/// <summary>Why repositories are missing from a listing, or may be out of date.</summary>
internal enum FailureReason
{
    /// <summary>The person must consent at Bitbucket again.</summary>
    ReconnectNeeded,

    /// <summary>The consent does not cover what is needed.</summary>
    MissingScope,

    /// <summary>Bitbucket refuses this person.</summary>
    Forbidden,

    /// <summary>The workspace is gone or hidden.</summary>
    NotFound,

    /// <summary>Bitbucket has closed the workspace.</summary>
    Gone,

    /// <summary>Too many calls in this hour.</summary>
    RateLimited,

    /// <summary>Bitbucket did not answer, or with a fault of its own.</summary>
    Unavailable,

    /// <summary>The answer was not what Bitbucket documents.</summary>
    Invalid,

    /// <summary>The answer pointed to a page that must not be asked for.</summary>
    HostilePagingLink,

    /// <summary>The pages go round in a circle.</summary>
    PagingLoop,

    /// <summary>The list is longer than the portal reads.</summary>
    TooLong,

    /// <summary>The reading took longer than allowed.</summary>
    OutOfTime,

    /// <summary>Some entries have no usable name and were left out.</summary>
    UnreadableEntries,

    /// <summary>The reading has not come to it yet.</summary>
    StillReading,
}

namespace WebPortal.Bitbucket;

/// <summary>Why a walk through pages ended.</summary>
internal enum PageWalkEnd
{
    /// <summary>The last page said that it is the last.</summary>
    Complete,

    /// <summary>A page could not be read.</summary>
    Failed,

    /// <summary>A link that must not be followed; see <see cref="PagingLink"/>.</summary>
    HostileLink,

    /// <summary>A link to a page that was read before.</summary>
    Loop,

    /// <summary>More pages or entries than allowed.</summary>
    TooLong,

    /// <summary>More time than allowed.</summary>
    OutOfTime,
}

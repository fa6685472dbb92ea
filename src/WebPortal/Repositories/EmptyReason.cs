namespace WebPortal.Repositories;

/// <summary>Why a listing shows nothing.</summary>
internal enum EmptyReason
{
    /// <summary>It shows something.</summary>
    None,

    /// <summary>The person must connect the Bitbucket account again.</summary>
    ReconnectNeeded,

    /// <summary>The consent does not cover workspaces or repositories.</summary>
    MissingScope,

    /// <summary>Nothing could be read.</summary>
    NothingReadable,

    /// <summary>The first reading goes on.</summary>
    StillReading,

    /// <summary>The person is in no workspace.</summary>
    NoWorkspace,

    /// <summary>The workspace asked for is not among the person's.</summary>
    UnknownWorkspace,

    /// <summary>The workspaces hold no repository.</summary>
    NoRepositories,

    /// <summary>No repository matches the filters.</summary>
    FilteredOut,

    /// <summary>The page lies behind the last one.</summary>
    BehindTheLastPage,
}

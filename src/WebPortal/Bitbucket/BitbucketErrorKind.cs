namespace WebPortal.Bitbucket;

/// <summary>The small set into which every upstream failure is mapped, by status and structure, never by message text.</summary>
internal enum BitbucketErrorKind
{
    /// <summary>401: the credential is not accepted.</summary>
    Unauthorized,

    /// <summary>403 without a list of required scopes.</summary>
    Forbidden,

    /// <summary>403 that names the scopes it needs.</summary>
    MissingScope,

    /// <summary>404: absent, or invisible to this person.</summary>
    NotFound,

    /// <summary>410: Bitbucket has removed the operation or the account.</summary>
    Gone,

    /// <summary>429.</summary>
    RateLimited,

    /// <summary>5xx, time-out, dropped connection: may pass by itself.</summary>
    Unavailable,

    /// <summary>An answer that is not what Bitbucket documents: wrong shape, too large, a redirect, a foreign paging link.</summary>
    Invalid,
}

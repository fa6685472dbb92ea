namespace WebPortal.Data;

/// <summary>How an optional step of a revocation stands.</summary>
internal enum RevocationStepState
{
    /// <summary>Not asked for, or there was nothing to do it with.</summary>
    None,

    /// <summary>To be done, or to be tried again.</summary>
    Pending,

    /// <summary>Bitbucket did it.</summary>
    Done,

    /// <summary>Bitbucket had refused the token already: it was dead.</summary>
    AlreadyDead,

    /// <summary>Given up after the last try; left for administrators to see.</summary>
    Failed,
}

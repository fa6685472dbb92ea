namespace WebPortal.Connections.Adding;

/// <summary>Why a credential was not taken, as a closed set; pages and the command line have a text of their own for each.</summary>
internal enum AdditionProblem
{
    AccountMissing,

    /// <summary>An API token goes with an e-mail address, an app password with a user name, and neither holds a colon.</summary>
    AccountMalformed,

    SecretMissing,

    /// <summary>Spaces, line breaks or letters that no credential of Bitbucket has: something was lost or added while copying.</summary>
    SecretMalformed,

    EndMissing,
    EndPassed,

    /// <summary>More than a year ahead, which Bitbucket does not issue.</summary>
    EndTooFar,

    WorkspaceMalformed,
    ClientIdMalformed,
    ScopesMalformed,

    /// <summary>App passwords are switched off here, because Bitbucket has retired them.</summary>
    AppPasswordsOff,

    /// <summary>Bitbucket answered 401: account, secret or its scopes are wrong, or it has ended.</summary>
    CredentialRefused,

    /// <summary>Accepted, but it may not read what the portal needs.</summary>
    ScopeMissing,

    /// <summary>Accepted, but it is another person's.</summary>
    SomebodyElse,

    /// <summary>The client's ID or secret is wrong.</summary>
    ClientRefused,

    /// <summary>The client is not ticked as private.</summary>
    ClientNotPrivate,

    /// <summary>The client has no callback address, without which Bitbucket refuses every grant.</summary>
    ClientWithoutCallback,

    /// <summary>A refusal that says nothing more.</summary>
    ClientRefusedOtherwise,

    /// <summary>The client works, but opens another workspace.</summary>
    WrongWorkspace,

    /// <summary>There is a living connection for this client and these scopes.</summary>
    AlreadyAdded,

    RateLimited,
    Unavailable,
    UnusableAnswer,

    /// <summary>There is no such living connection of this person and kind, or an administrator has suspended it.</summary>
    NotReplaceable,

    /// <summary>It was changed, suspended or ended meanwhile; nothing was replaced.</summary>
    Overtaken,
}

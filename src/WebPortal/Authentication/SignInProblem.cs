namespace WebPortal.Authentication;

/// <summary>Why a sign-in did not happen. The name, in kebab case, is the reason code in the address of the sign-in page.</summary>
internal enum SignInProblem
{
    /// <summary>The callback is not what Bitbucket sends.</summary>
    Malformed,

    /// <summary>The state is not one of ours, or was changed.</summary>
    UnknownState,

    /// <summary>The sign-in was started more than a quarter of an hour ago.</summary>
    Expired,

    /// <summary>The sign-in was started in another browser.</summary>
    OtherBrowser,

    /// <summary>The callback has been used already.</summary>
    AlreadyUsed,

    /// <summary>The person did not consent.</summary>
    Denied,

    /// <summary>Bitbucket ended the authorization request with an error.</summary>
    RefusedByBitbucket,

    /// <summary>The token endpoint did not accept the code.</summary>
    CodeRefused,

    /// <summary>The token endpoint did not accept the client.</summary>
    ClientRefused,

    /// <summary>Bitbucket did not answer, or answered with a passing fault.</summary>
    Unavailable,

    /// <summary>Bitbucket's answer cannot be used.</summary>
    UnusableAnswer,

    /// <summary>The scope <c>account</c> was not granted, so nobody can be told apart.</summary>
    AccountScopeMissing,

    /// <summary>The person belongs to none of the allowed workspaces.</summary>
    NotAMember,

    /// <summary>Something in the portal failed.</summary>
    Failed,
}

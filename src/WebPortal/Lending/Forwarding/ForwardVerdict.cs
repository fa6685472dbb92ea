namespace WebPortal.Lending.Forwarding;

/// <summary>What came of an attempt that Bitbucket answered.</summary>
internal enum ForwardVerdict
{
    /// <summary>The answer goes to the caller.</summary>
    Passed,

    /// <summary>The credential was refused.</summary>
    Unauthorized,

    /// <summary>The answer leads to another address.</summary>
    Redirected,

    /// <summary>An error that has no body worth passing on.</summary>
    Failed,

    /// <summary>An answer of a kind that is not passed on.</summary>
    Unfit,
}

namespace WebPortal.Connections;

/// <summary>What a probe said about the portal's client.</summary>
internal enum ClientVerdict
{
    Accepted,
    Refused,

    /// <summary>Bitbucket did not answer, or answered something else.</summary>
    Unclear,
}

namespace WebPortal.Data;

/// <summary>The way in which a stored credential authenticates at Bitbucket.</summary>
internal enum ConnectionKind
{
    AuthorizationCode,
    ClientCredentials,
    ApiToken,
    AppPassword,
}

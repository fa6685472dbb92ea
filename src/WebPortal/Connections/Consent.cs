using Microsoft.Extensions.Options;
using WebPortal.Bitbucket;

namespace WebPortal.Connections;

/// <summary>What a person is asked to agree to at Bitbucket, and where they take it back there.</summary>
internal sealed class Consent(IOptions<BitbucketOptions> bitbucket)
{
    public IReadOnlyList<string> RequestedScopes => bitbucket.Value.RequestedScopes;

    /// <summary>Bitbucket has no revocation endpoint; a person ends the grant on this page.</summary>
    public Uri AuthorizationsPage => new(bitbucket.Value.AuthorizationEndpoint, "/account/settings/app-authorizations/");
}

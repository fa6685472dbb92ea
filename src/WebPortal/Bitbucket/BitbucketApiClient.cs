namespace WebPortal.Bitbucket;

/// <summary>Reads the REST API 2.0 with a credential that is handed in for each call.</summary>
internal sealed class BitbucketApiClient(HttpClient http)
{
    public BitbucketApi For(AccessToken accessToken) => new(http, accessToken);
}

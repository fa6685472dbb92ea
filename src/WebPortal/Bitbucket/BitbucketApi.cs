namespace WebPortal.Bitbucket;

/// <summary>The API as one credential sees it. Made anew for each call, so no credential outlives its use.</summary>
internal sealed class BitbucketApi(HttpClient http, AccessToken accessToken)
{
    internal HttpClient Http => http;

    internal AccessToken AccessToken => accessToken;
}

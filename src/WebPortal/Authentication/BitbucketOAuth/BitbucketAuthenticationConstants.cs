namespace AspNet.Security.OAuth.Bitbucket;

/// <summary>Names used by the Bitbucket authentication scheme.</summary>
public static class BitbucketAuthenticationConstants
{
    /// <summary>Claim types that exist for Bitbucket only.</summary>
    public static class Claims
    {
        public const string DisplayName = "urn:bitbucket:name";

        public const string Website = "urn:bitbucket:url";
    }
}

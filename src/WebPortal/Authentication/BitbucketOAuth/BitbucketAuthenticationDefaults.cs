namespace AspNet.Security.OAuth.Bitbucket;

/// <summary>Default values of the Bitbucket authentication scheme.</summary>
public static class BitbucketAuthenticationDefaults
{
    public const string AuthenticationScheme = "Bitbucket";

    public const string TokenEndpoint = "https://bitbucket.org/site/oauth2/access_token";

    public static readonly string DisplayName = "Bitbucket";

    public static readonly string Issuer = "Bitbucket";

    public static readonly string CallbackPath = "/signin-bitbucket";

    public static readonly string AuthorizationEndpoint = "https://bitbucket.org/site/oauth2/authorize";

    public static readonly string UserInformationEndpoint = "https://api.bitbucket.org/2.0/user";

    public static readonly string UserEmailsEndpoint = "https://api.bitbucket.org/2.0/user/emails";
}

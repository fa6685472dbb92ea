using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;

namespace AspNet.Security.OAuth.Bitbucket;

/// <summary>Options of the Bitbucket authentication scheme.</summary>
public class BitbucketAuthenticationOptions : OAuthOptions
{
    public BitbucketAuthenticationOptions()
    {
        ClaimsIssuer = BitbucketAuthenticationDefaults.Issuer;
        CallbackPath = BitbucketAuthenticationDefaults.CallbackPath;
        AuthorizationEndpoint = BitbucketAuthenticationDefaults.AuthorizationEndpoint;
        TokenEndpoint = BitbucketAuthenticationDefaults.TokenEndpoint;
        UserInformationEndpoint = BitbucketAuthenticationDefaults.UserInformationEndpoint;
        ClaimActions.MapJsonKey(ClaimTypes.NameIdentifier, "account_id");
        ClaimActions.MapJsonKey(ClaimTypes.Name, "username");
        ClaimActions.MapJsonKey(ClaimTypes.Email, "email");
        ClaimActions.MapJsonKey(BitbucketAuthenticationConstants.Claims.DisplayName, "display_name");
        ClaimActions.MapJsonKey(BitbucketAuthenticationConstants.Claims.Website, "website");
    }

    /// <summary>Where the person's addresses are read; asked only when the scope <c>email</c> is requested.</summary>
    public string UserEmailsEndpoint { get; set; } = BitbucketAuthenticationDefaults.UserEmailsEndpoint;
}

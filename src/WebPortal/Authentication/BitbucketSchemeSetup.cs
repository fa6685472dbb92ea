using AspNet.Security.OAuth.Bitbucket;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using WebPortal.Bitbucket;

namespace WebPortal.Authentication;

/// <summary>Fills the Bitbucket scheme from the portal's settings.</summary>
internal sealed class BitbucketSchemeSetup(
    IOptions<BitbucketOptions> bitbucket, IOptions<SignInAddressOptions> address, IDataProtectionProvider protection, TimeProvider clock)
    : IConfigureNamedOptions<BitbucketAuthenticationOptions>
{
    public void Configure(string? name, BitbucketAuthenticationOptions options)
    {
        var settings = bitbucket.Value;
        options.ClientId = settings.ClientId;
        options.ClientSecret = settings.ClientSecret;
        options.AuthorizationEndpoint = settings.AuthorizationEndpoint.AbsoluteUri;
        options.TokenEndpoint = settings.TokenEndpoint.AbsoluteUri;
        options.UserInformationEndpoint = new Uri(settings.ApiBaseAddress, "user").AbsoluteUri;
        options.UserEmailsEndpoint = new Uri(settings.ApiBaseAddress, "user/emails?pagelen=100").AbsoluteUri;
        options.Scope.Clear();
        foreach (var scope in settings.RequestedScopes)
        {
            options.Scope.Add(scope);
        }

        options.UsePkce = true;
        options.SaveTokens = false;
        options.EventsType = typeof(BitbucketSignInEvents);
        options.BackchannelHttpHandler = BitbucketServices.CreateTransport();
        options.BackchannelTimeout = settings.RequestTimeout;
        options.TimeProvider = clock;
        options.StateDataFormat = new SignInStateFormat(
            new PropertiesDataFormat(protection.CreateProtector("WebPortal.Authentication.State.v1")), clock);
        options.CorrelationCookie.Name = address.Value.CookieName("webportal-signin-");
        options.CorrelationCookie.Path = "/";
        options.CorrelationCookie.HttpOnly = true;

        // Lax: the callback is a top-level navigation from Bitbucket, and nothing else may carry the cookie.
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = address.Value.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }

    public void Configure(BitbucketAuthenticationOptions options) => Configure(Options.DefaultName, options);
}

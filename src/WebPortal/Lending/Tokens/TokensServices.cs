using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace WebPortal.Lending.Tokens;

internal static class TokensServices
{
    public static IServiceCollection AddPortalTokens(this IServiceCollection services)
    {
        services.AddSingleton<TokenStore>();
        services.AddSingleton<TokenCache>();
        services.AddSingleton<TokenUses>();
        services.AddSingleton<RefusedTokens>();
        services.AddSingleton<TokenShares>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, TokenHandler>(TokenScheme.Name, null);
        services.Configure<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme, TokenScheme.PassOn);
        return services;
    }
}

using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace WebPortal.Authentication;

internal static class AuthenticationServices
{
    public static IServiceCollection AddPortalAuthentication(this IServiceCollection services)
    {
        services.AddOptions<AccessOptions>().BindConfiguration(AccessOptions.SectionName).ValidateOnStart();
        services.AddOptions<SessionsOptions>().BindConfiguration(SessionsOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<SignInAddressOptions>().BindConfiguration(SignInAddressOptions.SectionName);
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>();
        services.AddSingleton<AccessSettings>();
        services.AddSingleton<PortalRoles>();
        services.AddSingleton<SessionCache>();
        services.AddSingleton<SessionCookies>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<SpentStates>();
        services.AddSingleton<SignInAudit>();
        services.AddSingleton<SignInRecorder>();
        services.AddSingleton<PersonDeletion>();
        services.AddSingleton<WorkspaceMembership>();
        services.AddSingleton<MembershipReview>();
        services.AddSingleton<AccessReview>();
        services.AddHostedService(provider => provider.GetRequiredService<AccessReview>());
        services.AddSingleton<SessionEvents>();
        services.AddSingleton<BitbucketSignInEvents>();
        services.ConfigureOptions<CookieSetup>();
        services.ConfigureOptions<BitbucketSchemeSetup>();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie().AddBitbucket();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(PortalPolicies.Administer, policy => policy.RequireRole(PortalPolicies.Administrator))
            .AddPolicy(PortalPolicies.ReadAdministration, policy => policy.RequireRole(PortalPolicies.Administrator, PortalPolicies.Auditor));
        return services;
    }

    public static WebApplication UsePortalAuthentication(this WebApplication app)
    {
        app.UseMiddleware<CallbackGuard>();
        app.UseMiddleware<SessionShortcut>();

        // Otherwise the framework puts authentication in front of everything, once more.
        ((IApplicationBuilder)app).Properties["__AuthenticationMiddlewareSet"] = true;
        app.UseWhen(context => !SessionShortcut.HasSignedIn(context), others => others.UseAuthentication());

        // The fallback policy would ask people to sign in for an address that does not exist.
        app.UseWhen(context => context.GetEndpoint() is null, missing => missing.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }));
        app.UseAuthorization();
        return app;
    }
}

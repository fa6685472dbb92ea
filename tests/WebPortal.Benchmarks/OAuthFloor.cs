using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace WebPortal.Benchmarks;

/// <summary>The least that signs somebody in: the framework's cookie and OAuth handlers with the profile read in the event, as its documentation shows.</summary>
internal static class OAuthFloor
{
    public const string Callback = "/signin-floor";

    public static async Task<int> RunAsync(int port, string web, string api)
    {
        var builder = Floors.Builder(port);
        builder.Services.AddAuthorization();
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie().AddOAuth("Bitbucket", options => Configure(options, web, api));
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/health", () => "ready");
        app.MapGet("/signin", () => TypedResults.Challenge(new AuthenticationProperties { RedirectUri = "/done" }, ["Bitbucket"]));
        app.MapGet("/done", (HttpContext context) => context.User.Identity!.Name).RequireAuthorization();
        await app.RunAsync();
        return 0;
    }

    private static void Configure(OAuthOptions options, string web, string api)
    {
        options.ClientId = BenchEmulator.FloorClient;
        options.ClientSecret = BenchEmulator.Secret;
        options.CallbackPath = Callback;
        options.AuthorizationEndpoint = $"{web}/site/oauth2/authorize";
        options.TokenEndpoint = $"{web}/site/oauth2/access_token";
        options.UserInformationEndpoint = $"{api}/2.0/user";
        options.UsePkce = true;

        // Otherwise the cookie is for https only, and everything here is plain on loopback.
        options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.ClaimActions.MapJsonKey(ClaimTypes.NameIdentifier, "uuid");
        options.ClaimActions.MapJsonKey(ClaimTypes.Name, "display_name");
        options.Events.OnCreatingTicket = ReadProfileAsync;
    }

    private static async Task ReadProfileAsync(OAuthCreatingTicketContext context)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, context.Options.UserInformationEndpoint);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", context.AccessToken);
        using var answer = await context.Backchannel.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.HttpContext.RequestAborted);
        using var user = JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(context.HttpContext.RequestAborted));
        context.RunClaimActions(user.RootElement);
    }
}

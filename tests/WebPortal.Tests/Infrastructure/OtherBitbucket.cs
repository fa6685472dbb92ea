using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace WebPortal.Tests.Infrastructure;

/// <summary>
/// Another server that follows the facts and shares no code with the emulator: one host for both roles, short tokens, the older key
/// <c>scopes</c>, lists that tell no size and page by opaque links, and no optional field at all.
/// </summary>
internal sealed class OtherBitbucket : IAsyncDisposable
{
    public const int Repositories = 25;

    private const int PageLength = 10;
    private const string Uuid = "{11111111-2222-4333-8444-555555555555}";

    private readonly WebApplication _server;

    private OtherBitbucket(WebApplication server) => _server = server;

    public Uri Address => new(_server.Urls.Single());

    public static async Task<OtherBitbucket> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.MapGet("/oauth/authorize", (string redirect_uri, string state) => Results.Redirect($"{redirect_uri}?state={Uri.EscapeDataString(state)}&code=code-1"));
        server.MapPost("/oauth/token", () => Json("""{"scopes":"repository account email","access_token":"short-access-token","expires_in":7200,"token_type":"bearer","state":"authorization_code","refresh_token":"short-refresh-token"}"""));
        server.MapGet("/api/v9/user", () => Json($$"""{"unknown":{"x":[1]},"uuid":"{{Uuid}}","account_id":"557058:11111111-2222-4333-8444-555555555555","display_name":"Somebody Else"}"""));
        server.MapGet("/api/v9/user/emails", () => Json("""{"values":[]}"""));
        server.MapGet("/api/v9/user/workspaces", () => Json("""{"values":[{"type":"workspace_access","workspace":{"slug":"elsewhere","uuid":"{aaaaaaaa-2222-4333-8444-555555555555}"}}],"next":""}"""));
        server.MapGet("/api/v9/repositories/elsewhere", (HttpRequest request, string? ctx) => Json(Page(request, ctx)));
        await server.StartAsync(cancellationToken);
        return new OtherBitbucket(server);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static IResult Json(string json) => Results.Text(json, "application/json", Encoding.UTF8);

    private static string Page(HttpRequest request, string? context)
    {
        var from = context is null ? 0 : int.Parse(Encoding.ASCII.GetString(Convert.FromHexString(context)), null);
        var values = Enumerable.Range(from, Math.Min(PageLength, Repositories - from))
            .Select(number => $$"""{"slug":"repo-{{number}}","name":"Repository {{number}}","full_name":"elsewhere/repo-{{number}}","is_private":true,"updated_on":"2026-01-01T00:00:00.123456+02:00"}""");
        var next = from + PageLength < Repositories
            ? $",\"next\":\"{request.Scheme}://{request.Host}{request.Path}?ctx={Convert.ToHexString(Encoding.ASCII.GetBytes($"{from + PageLength}"))}\"" : "";
        return $$"""{"values":[{{string.Join(',', values)}}]{{next}}}""";
    }
}

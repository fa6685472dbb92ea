using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Lending;
using WebPortal.Lending.Tokens;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Lending.Forwarding;

/// <summary>A tool with a portal token of somebody who has signed in.</summary>
internal sealed class TokenHolder : IDisposable
{
    public const string Prefix = "/api/bitbucket/2.0/";

    private readonly PortalApp _portal;
    private readonly string _token;

    private TokenHolder(PortalApp portal, string token, Guid connectionId)
    {
        (_portal, _token, ConnectionId) = (portal, token, connectionId);
        Client = new HttpClient(portal.Server.CreateHandler()) { BaseAddress = new Uri(PortalApp.Address) };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public Guid ConnectionId { get; }

    public HttpClient Client { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Signs the person in and makes a token on a leash; with no patterns it reaches everything.</summary>
    public static async Task<TokenHolder> SignInAsync(PortalApp portal, string person = Seeds.Person, string[]? patterns = null, string[]? operations = null, int? hourlyCalls = null)
    {
        using (var visitor = portal.NewVisitor())
        {
            await visitor.SignInAsync(person);
        }

        return await IssueAsync(portal, patterns, operations, hourlyCalls);
    }

    /// <summary>Another token of whoever connected last.</summary>
    public static async Task<TokenHolder> IssueAsync(PortalApp portal, string[]? patterns = null, string[]? operations = null, int? hourlyCalls = null)
    {
        await using var database = portal.OpenDatabase();
        var connection = await database.Connections.OrderByDescending(row => row.Id).FirstAsync(Cancellation);
        var wish = new TokenWish(
            "tool", connection.Id, new LeashTerms(patterns ?? ["*"], operations ?? [.. LeashOperations.All], [], hourlyCalls), portal.Clock.GetUtcNow().AddDays(30));
        var issue = await portal.Get<TokenStore>().IssueAsync(new AuditActor(connection.OwnerId, null), wish, Cancellation);
        return new TokenHolder(portal, Assert.IsType<TokenIssue.Issued>(issue).Token, connection.Id);
    }

    public Task<HttpResponseMessage> GetAsync(string below) => Client.GetAsync(Prefix + below, Cancellation);

    public async Task<JsonElement> ReadAsync(string address)
    {
        using var answer = await Client.GetAsync(address.StartsWith("http", StringComparison.Ordinal) ? address : Prefix + address, Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Sends a request line as no client library would.</summary>
    public async Task<(int Status, string Body)> SendRawAsync(string below, string verb = "GET")
    {
        var context = await _portal.Server.SendAsync(
            http =>
            {
                var target = Prefix + below;
                var cut = target.IndexOf('?', StringComparison.Ordinal);
                http.Request.Method = verb;
                http.Request.Scheme = "https";
                http.Request.Host = new HostString(new Uri(PortalApp.Address).Host);

                // The server decodes the path; the portal must not care how.
                http.Request.Path = new PathString(Prefix + "any");
                http.Request.QueryString = new QueryString(cut < 0 ? null : target[cut..]);
                http.Request.Headers.Authorization = $"Bearer {_token}";
                http.Features.Get<IHttpRequestFeature>()!.RawTarget = target;
            },
            Cancellation);
        using var reader = new StreamReader(context.Response.Body);
        return (context.Response.StatusCode, await reader.ReadToEndAsync(Cancellation));
    }

    public void Dispose() => Client.Dispose();
}

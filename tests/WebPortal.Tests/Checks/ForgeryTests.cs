using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Checks;

/// <summary>CK-07: no state-changing route acts on a request that the portal's own page did not send.</summary>
[Trait("Level", "Integration")]
public sealed class ForgeryTests : IAsyncLifetime
{
    private PortalApp _portal = null!;
    private Visitor _administrator = null!;
    private Visitor _other = null!;
    private Guid _connection;
    private Guid _session;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _portal = await PortalApp.StartAsync();
        _other = _portal.NewVisitor();
        await _other.SignInAsync(Seeds.Stranger);
        _administrator = _portal.NewVisitor();
        await _administrator.SignInAsync(Seeds.Administrator);
        await using var database = _portal.OpenDatabase();
        _connection = await database.Connections.OrderBy(row => row.ConnectedAt).Select(row => row.Id).FirstAsync(Cancellation);
        _session = await database.Sessions.OrderByDescending(row => row.CreatedAt).Select(row => row.Id).FirstAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _administrator.Dispose();
        _other.Dispose();
        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task Forged_Requests_Are_Refused_And_Change_Nothing()
    {
        var before = await SnapshotAsync();
        var own = await _administrator.ReadFormTokenAsync("/account");
        var foreign = await _other.ReadFormTokenAsync("/account");
        var routes = AccessTable.Rows.Where(row => row.Verb == "POST" && row.Pattern != "/error").Select(row => AddressOf(row.Pattern)).ToList();
        Assert.Contains("/signout", routes);

        foreach (var route in routes)
        {
            foreach (var (name, request) in Forgeries(route, own, foreign))
            {
                using (request)
                using (var answer = await _administrator.SendAsync(request))
                {
                    Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden or HttpStatusCode.MethodNotAllowed, $"{route}, {name}: {answer.StatusCode}");
                }

                Assert.Equal(before, await SnapshotAsync());
            }
        }

        Assert.Equal(HttpStatusCode.OK, (await _administrator.GetAsync("/account")).StatusCode);
    }

    private static IEnumerable<(string Name, HttpRequestMessage Request)> Forgeries(string route, string own, string foreign)
    {
        yield return ("no token", Post(route, Form("")));
        yield return ("another person's token", Post(route, Form(foreign)));
        yield return ("broken token", Post(route, Form(own[..^4] + "AAAA")));
        yield return ("foreign origin", Post(route, Form(own), ("Origin", "https://evil.example")));
        yield return ("null origin", Post(route, Form(own), ("Origin", "null")));
        yield return ("cross-site", Post(route, Form(own), ("Sec-Fetch-Site", "cross-site")));
        yield return ("same-site, other origin", Post(route, Form(own), ("Sec-Fetch-Site", "same-site")));
        yield return ("text/plain", Post(route, new StringContent($"__RequestVerificationToken={own}", Encoding.UTF8, "text/plain")));
        yield return ("JSON", Post(route, new StringContent($$"""{"__RequestVerificationToken":"{{own}}"}""", Encoding.UTF8, "application/json")));
        yield return ("token in the query", Post($"{route}?__RequestVerificationToken={Uri.EscapeDataString(own)}", Form("")));
        yield return ("other verb", new HttpRequestMessage(HttpMethod.Delete, route));
        yield return ("verb override", Post(route, Form(""), ("X-HTTP-Method-Override", "GET")));
    }

    private static FormUrlEncodedContent Form(string token) =>
        new(token.Length == 0 ? [] : [KeyValuePair.Create("__RequestVerificationToken", token)]);

    private static HttpRequestMessage Post(string route, HttpContent content, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, route) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private async Task<string> SnapshotAsync()
    {
        await using var database = _portal.OpenDatabase();
        var connections = await database.Connections.OrderBy(row => row.Id).Select(row => $"{row.Id} {row.State} {row.Generation}").ToListAsync(Cancellation);
        var sessions = await database.Sessions.OrderBy(row => row.Id).Select(row => $"{row.Id} {row.EndReason}").ToListAsync(Cancellation);
        return string.Join('\n', [.. connections, .. sessions, $"{await database.AuditEvents.CountAsync(Cancellation)}"]);
    }

    private string AddressOf(string pattern) => pattern.Replace(
        "{id:guid}", (pattern.Contains("session", StringComparison.Ordinal) ? _session : _connection).ToString(), StringComparison.Ordinal);
}

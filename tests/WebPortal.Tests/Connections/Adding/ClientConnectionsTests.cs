using System.Net;
using BitbucketEmulator.Hosting;
using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Bitbucket;
using WebPortal.Connections;
using WebPortal.Connections.Adding;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Connections.Adding;

/// <summary>Clients of workspaces end to end over the emulator: added by an administrator, refused for each reason, renewed without a refresh token, never mixed up.</summary>
[Trait("Level", "Integration")]
public sealed class ClientConnectionsTests : IAsyncLifetime
{
    private const string Address = "/admin/connections/add";
    private const int CallsEach = 200;

    private PortalApp _portal = null!;
    private Visitor _administrator = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private EmulatorHost Emulator => _portal.Emulator;

    private int Grants => Emulator.Journal.Entries.Count(entry => entry.Form?.GetValueOrDefault("grant_type") == "client_credentials");

    public async ValueTask InitializeAsync()
    {
        _portal = await PortalApp.StartAsync();
        _administrator = _portal.NewVisitor();
        await _administrator.SignInAsync(Seeds.Administrator);
    }

    public async ValueTask DisposeAsync()
    {
        _administrator.Dispose();
        await _portal.DisposeAsync();
    }

    [Theory]
    [InlineData(ToolClients.Public, ToolClients.Secret, "northlight", "The client is not private")]
    [InlineData(ToolClients.WithoutCallback, ToolClients.Secret, "northlight", "no callback address")]
    [InlineData("tool-1", "wrong-secret", "northlight", "does not know this client with this secret")]
    [InlineData("tool-1", ToolClients.Secret, "no-such-workspace", "does not open this workspace")]
    [InlineData("tool-1", ToolClients.Secret, "..", "no slug of a workspace")]
    public async Task A_Client_That_Does_Not_Work_Is_Explained_After_One_Grant_And_Not_Stored(string client, string secret, string workspace, string text)
    {
        using var answer = await AddAsync(client, secret, workspace);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancellation));

        Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, page, StringComparison.Ordinal);
        Assert.InRange(Grants, 0, 1);
        await using var database = _portal.OpenDatabase();
        Assert.False(await database.Connections.AnyAsync(row => row.Kind == ConnectionKind.ClientCredentials, Cancellation));
    }

    [Fact]
    public async Task A_Client_Is_Added_Once_Given_A_New_Secret_Suspended_And_Revoked_Like_The_Rest()
    {
        using var added = await AddAsync("tool-1", ToolClients.Secret, "northlight");
        var row = await SingleAsync();
        Assert.Equal($"/admin/connections/{row.Id}", added.Headers.Location?.OriginalString);
        Assert.Equal((1, "northlight", (string?)null), (Grants, row.Workspace, row.SealedRefreshToken));
        using (var again = await AddAsync("tool-1", ToolClients.Secret, "northlight"))
        {
            Assert.Contains("connected with these scopes already", await again.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }

        Emulator.ChangeClientSecret("tool-1", "another-secret");
        var replace = $"/admin/connections/{row.Id}/replace";
        using (var wrong = await _administrator.SubmitAsync(replace, replace, ("secret", "no-good")))
        {
            Assert.Contains("the old one is still in use", await wrong.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }

        using (var replaced = await _administrator.SubmitAsync(replace, replace, ("secret", "another-secret")))
        {
            Assert.Equal(HttpStatusCode.Found, replaced.StatusCode);
        }

        var me = new AuditActor(row.OwnerId, null);
        Assert.True(await _portal.Get<ConnectionHolding>().SuspendAsync(row.Id, StateReasons.Administrator, me, Cancellation));
        Assert.False(await _portal.Get<ConnectionAccess>().IsUsableAsync(row.Id, Cancellation));
        Assert.True(await _portal.Get<ConnectionHolding>().ResumeAsync(row.Id, me, Cancellation));
        Assert.True(await _portal.Get<ConnectionEnding>().DisconnectAsync(row.Id, me, Cancellation));
        row = await SingleAsync();
        Assert.Equal((ConnectionState.Ended, (string?)null, (string?)null), (row.State, row.SealedClientSecret, row.SealedAccessToken));
        using var stillHere = await _administrator.GetAsync("/account");
        Assert.Equal(HttpStatusCode.OK, stillHere.StatusCode);
    }

    [Theory]
    [InlineData("unauthorized_client", "own-client-refused")]
    [InlineData("invalid_grant", "own-client-not-private")]
    [InlineData("invalid_request", "own-client-without-callback")]
    public async Task A_Refusal_At_Renewal_Says_What_Is_Wrong_With_The_Client(string code, string reason)
    {
        using var added = await AddAsync("tool-2", ToolClients.Secret, "northlight");
        var row = await SingleAsync();
        await ExpireAsync();
        Emulator.Faults.Add(new() { PathPrefix = "/site/oauth2/access_token", Status = 400, ContentType = "application/json", Body = $$"""{"error":"{{code}}"}""" });

        var result = await _portal.Get<ConnectionAccess>().RunAsync(row.Id, (api, token) => api.GetUserAsync(token), Cancellation);

        Assert.Equal(BitbucketErrorKind.Unauthorized, result.Error?.Kind);
        row = await SingleAsync();
        Assert.Equal((ConnectionState.ReconnectNeeded, reason), (row.State, row.StateReason));
        using var page = await _administrator.GetAsync($"/admin/connections/{row.Id}");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    /// <summary>RF-08.</summary>
    [Fact]
    public async Task Four_Clients_With_Three_Scope_Sets_Each_And_200_Parallel_Calls_Are_Never_Mixed_Up()
    {
        Emulator.Settings = Emulator.Settings with { NarrowScope = true, RateLimit = 0 };
        var pairs = new List<(Guid Id, string Client, string Scopes)>();
        var owner = await OwnerAsync();
        foreach (var client in ToolClients.Names)
        {
            foreach (var scopes in (string[])["account", "account repository", "account email repository"])
            {
                var outcome = await _portal.Get<ClientAdding>().AddAsync(owner, new ClientDraft("northlight", client, ToolClients.Secret, scopes), null, Cancellation);
                pairs.Add((Assert.NotNull(outcome.ConnectionId), client, scopes));
            }
        }

        await ExpireAsync();
        Emulator.Journal.Clear();
        var access = _portal.Get<ConnectionAccess>();
        var calls = Enumerable.Range(0, CallsEach).SelectMany(_ => pairs).Select(async pair =>
        {
            var result = await access.RunAsync(pair.Id, (api, token) => api.GetUserAsync(token), Cancellation);
            return result.Value?.Username == $"app-{pair.Client}" && result.GrantedScope == pair.Scopes;
        });
        var right = await Task.WhenAll(calls);

        TestContext.Current.TestOutputHelper?.WriteLine($"{right.Length} calls of {pairs.Count} pairs, {right.Count(own => !own)} with another pair's token, {Grants} grants");
        Assert.All(right, Assert.True);
        Assert.Equal(pairs.Count, Grants);
        await using var database = _portal.OpenDatabase();
        Assert.False(await database.Connections.AnyAsync(row => row.Kind == ConnectionKind.ClientCredentials && row.SealedRefreshToken != null, Cancellation));
    }

    private Task<HttpResponseMessage> AddAsync(string client, string secret, string workspace) =>
        _administrator.SubmitAsync(Address, Address, ("workspace", workspace), ("clientId", client), ("secret", secret), ("scopes", "account repository"));

    private async Task<Guid> OwnerAsync()
    {
        await using var database = _portal.OpenDatabase();
        return await database.Users.Select(user => user.Id).SingleAsync(Cancellation);
    }

    private async Task<Connection> SingleAsync()
    {
        await using var database = _portal.OpenDatabase();
        return await database.Connections.AsNoTracking().SingleAsync(row => row.Kind == ConnectionKind.ClientCredentials, Cancellation);
    }

    private async Task ExpireAsync()
    {
        await using var database = _portal.OpenDatabase();
        var past = _portal.Clock.GetUtcNow().AddMinutes(-1);
        await database.Connections.Where(row => row.Kind == ConnectionKind.ClientCredentials)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.AccessTokenExpiresAt, past), Cancellation);
    }
}

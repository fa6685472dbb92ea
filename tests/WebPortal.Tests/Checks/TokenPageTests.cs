using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using WebPortal.Data;
using WebPortal.Lending.Tokens;
using WebPortal.Tests.Infrastructure;
using WebPortal.Tests.Lending.Tokens;
using Xunit;

namespace WebPortal.Tests.Checks;

/// <summary>AZ-03, AZ-04, AZ-05 and OP-12 where portal tokens are concerned: pages show no secret, forms take no more than they show, other spellings open nothing.</summary>
[Trait("Level", "Integration")]
public sealed class TokenPageTests : IAsyncLifetime
{
    private static readonly string[] Spellings =
    [
        "/Admin/Tokens", "//admin/tokens", "/admin//tokens", "/admin/tokens/", "/%61dmin/tokens", "/admin%2ftokens", "/admin;x/tokens", "/admin/tokens;x", "/admin/tokens%00", "/x/../admin/tokens",
        "/x/..%2fadmin/tokens", "/admin/tokens.", "/admin/./tokens", "/admin/tokens%20", "/ADMIN/TOKENS", "/admin\\tokens", "/admin/Index/../tokens",
    ];

    private PortalApp _portal = null!;
    private Visitor _person = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _portal = await PortalApp.StartAsync();
        _person = _portal.NewVisitor();
        await _person.SignInAsync("chidi");
    }

    public async ValueTask DisposeAsync()
    {
        _person.Dispose();
        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task A_Token_Is_Shown_Once_And_Neither_It_Nor_Its_Hash_Ever_Again()
    {
        var token = await MakeAsync();
        using var client = Lent.NewClient(_portal, token);
        await Lent.ReadAsync(client, "/api/v1/me");
        using var admin = _portal.NewVisitor();
        await admin.SignInAsync(Seeds.Administrator);
        await using var database = _portal.OpenDatabase();
        var row = await database.PortalTokens.SingleAsync(Cancellation);
        var scanner = new SecretScanner();
        scanner.Plant("token", token);
        string[] hashes = [Convert.ToHexString(row.TokenHash), Convert.ToBase64String(row.TokenHash), Convert.ToBase64String(row.TokenHash).TrimEnd('=').Replace('+', '-').Replace('/', '_')];
        (Visitor Who, string Address)[] views =
        [
            (_person, "/account"), (_person, "/account/tokens/new"), (_person, $"/account/tokens/{row.Id}/revoke"), (_person, "/api/v1/me"), (_person, "/api/v1/repositories"), (_person, "/repositories"),
            (admin, "/admin/tokens"), (admin, "/admin/tokens?all=true"), (admin, $"/admin/tokens/{row.Id}/revoke"), (admin, "/admin/audit"), (admin, "/admin/connections"),
        ];
        foreach (var (who, address) in views)
        {
            using var answer = await who.GetAsync(address);
            var body = await answer.Content.ReadAsByteArrayAsync(Cancellation);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal([], scanner.Find(body));
            Assert.All(hashes, hash => Assert.DoesNotContain(hash, Encoding.UTF8.GetString(body), StringComparison.OrdinalIgnoreCase));
        }

        using var export = await admin.SubmitAsync("/admin/audit", "/admin/audit/export");
        Assert.Equal([], scanner.Find(await export.Content.ReadAsByteArrayAsync(Cancellation)));
        Assert.Equal([], scanner.Find(_portal.Log.ToString()));
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(_portal.ConnectionString).DataSource)!))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy, Cancellation);
            Assert.Equal([], scanner.Find(copy.ToArray()));
        }
    }

    [Fact]
    public async Task The_Page_That_Shows_It_Is_Kept_By_Nobody()
    {
        using var made = await PostAsync(Wanted());

        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        Assert.True(made.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task Nothing_But_The_Fields_Of_The_Form_Has_An_Effect()
    {
        using var stranger = _portal.NewVisitor();
        await stranger.SignInAsync(Seeds.Stranger);
        await using var database = _portal.OpenDatabase();
        var foreign = await database.Connections.Where(row => row.Owner!.Username == Seeds.Stranger).Select(row => new { row.Id, row.OwnerId }).SingleAsync(Cancellation);
        var surplus = typeof(PortalToken).GetProperties().Select(property => property.Name).Where(name => name != "Name")
            .SelectMany(name => (string[])[name, "Form." + name, "Token." + name])
            .Select(name => (name, name.EndsWith("OwnerId", StringComparison.Ordinal) ? foreign.OwnerId.ToString() : name.EndsWith("ConnectionId", StringComparison.Ordinal) ? foreign.Id.ToString() : name.EndsWith("At", StringComparison.Ordinal) ? "2040-01-01" : "1"));

        using var made = await PostAsync([.. Wanted(), .. surplus]);

        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        var row = await database.PortalTokens.SingleAsync(Cancellation);
        var own = await database.Connections.Where(connection => connection.Owner!.Username == "chidi").Select(connection => new { connection.Id, connection.OwnerId }).SingleAsync(Cancellation);
        Assert.Equal((own.OwnerId, own.Id, null, null, null), (row.OwnerId, row.ConnectionId, row.LastUsedAt, row.LastUsedAddress, row.RevokedAt));
        Assert.True(row.EndsAt < _portal.Clock.GetUtcNow().AddYears(1) && row.TokenHash.Length == 32 && row.Leash.Contains("northlight/a*", StringComparison.Ordinal));

        using var through = await PostAsync([.. Wanted(), ("connection", foreign.Id.ToString())]);
        Assert.Equal(HttpStatusCode.BadRequest, through.StatusCode);
        Assert.Equal(1, await database.PortalTokens.CountAsync(Cancellation));
    }

    [Theory]
    [InlineData("name", "")]
    [InlineData("endsOn", "")]
    [InlineData("endsOn", "2020-01-01")]
    [InlineData("endsOn", "9999-12-31")]
    [InlineData("endsOn", "soon")]
    [InlineData("repositories", "")]
    [InlineData("repositories", "a/b/c")]
    [InlineData("operations", "repositories.write")]
    [InlineData("networks", "here")]
    [InlineData("hourlyCalls", "-1")]
    [InlineData("hourlyCalls", "many")]
    public async Task A_Field_That_Is_Not_Right_Is_Said_And_Makes_Nothing(string field, string value)
    {
        using var answer = await PostAsync([.. Wanted().Where(pair => pair.Name != field), (field, value)]);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = Visitor.Parse(await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.NotEqual("", page.QuerySelector("[role=alert]")?.TextContent.Trim());
        Assert.Equal(field == "name" ? "" : "nightly", page.QuerySelector("#name")?.GetAttribute("value") ?? "");
        await using var database = _portal.OpenDatabase();
        Assert.False(await database.PortalTokens.AnyAsync(Cancellation));
    }

    [Fact]
    public async Task A_Flood_Of_New_Tokens_Is_Turned_Away()
    {
        for (var made = 0; made < TokenStore.MostMadeInAnHour; made++)
        {
            await Lent.IssueAsync(_portal, "chidi");
        }

        using var answer = await PostAsync(Wanted());
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
    }

    [Fact]
    public async Task Other_Spellings_Of_An_Administrators_Address_Open_Nothing()
    {
        var (id, token) = await Lent.IssueAsync(_portal, "chidi");
        var cookies = string.Join("; ", _person.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));
        foreach (var spelling in Spellings.Concat(Spellings.Select(spelling => spelling.Replace("tokens", $"tokens/{id}/revoke", StringComparison.OrdinalIgnoreCase))))
        {
            foreach (var path in (string[])[spelling, Uri.UnescapeDataString(spelling)])
            {
                var asPerson = await AskAsync(path, "Cookie", cookies);
                Assert.True(asPerson is 400 or 403 or 404, $"{path}: {asPerson}");
                var asTool = await AskAsync(path, "Authorization", $"Bearer {token}");
                Assert.True(asTool is 302 or 400 or 403 or 404, $"{path} with a token: {asTool}");
            }
        }

        await using var database = _portal.OpenDatabase();
        Assert.Null((await database.PortalTokens.SingleAsync(Cancellation)).RevokedAt);
    }

    [Fact]
    public async Task A_Person_Revokes_Their_Own_And_An_Administrator_Anybodys()
    {
        var (own, _) = await Lent.IssueAsync(_portal, "chidi");
        var (other, _) = await Lent.IssueAsync(_portal, "chidi");
        using var stranger = _portal.NewVisitor();
        await stranger.SignInAsync(Seeds.Stranger);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/account/tokens/{own}/revoke")).StatusCode);
        using var foreign = await stranger.PostAsync($"/account/tokens/{own}/revoke", ("__RequestVerificationToken", await stranger.ReadFormTokenAsync("/account")));
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);

        using var first = await _person.SubmitAsync($"/account/tokens/{own}/revoke", $"/account/tokens/{own}/revoke");
        Assert.Equal("/account?notice=token-revoked", first.Headers.Location?.OriginalString);
        using var admin = _portal.NewVisitor();
        await admin.SignInAsync(Seeds.Administrator);
        using var second = await admin.SubmitAsync($"/admin/tokens/{other}/revoke", $"/admin/tokens/{other}/revoke");
        Assert.Equal("/admin/tokens?notice=token-revoked", second.Headers.Location?.OriginalString);
        Assert.Contains("There are no tokens", (await admin.ReadPageAsync("/admin/tokens")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Tokens that are over (2)", (await _person.ReadPageAsync("/account")).Body!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>The path as a server would hand it on, whatever a client makes of such an address.</summary>
    private async Task<int> AskAsync(string path, string header, string value)
    {
        var answer = await _portal.Server.SendAsync(
            context =>
            {
                var request = context.Request;
                (request.Method, request.Scheme, request.Host, request.Path) = ("GET", "https", new HostString(new Uri(PortalApp.Address).Host), new PathString(path.Split('?')[0]));
                request.Headers[header] = value;
                request.Headers["X-Original-URL"] = request.Headers["X-Rewrite-URL"] = "/admin/tokens";
                request.Headers["X-HTTP-Method-Override"] = "POST";
                request.Headers["X-Forwarded-Prefix"] = "/admin";
            },
            Cancellation);
        return answer.Response.StatusCode;
    }

    private async Task<string> MakeAsync()
    {
        using var made = await PostAsync(Wanted());
        var page = Visitor.Parse(await made.Content.ReadAsStringAsync(Cancellation));
        return page.QuerySelector(".token-value code")!.TextContent;
    }

    private async Task<HttpResponseMessage> PostAsync((string Name, string Value)[] fields) =>
        await _person.PostAsync("/account/tokens/new", [("__RequestVerificationToken", await _person.ReadFormTokenAsync("/account/tokens/new")), .. fields]);

    private (string Name, string Value)[] Wanted() =>
    [
        ("name", "nightly"), ("endsOn", _portal.Clock.GetUtcNow().AddDays(30).ToString("yyyy-MM-dd", null)), ("repositories", "northlight/a*\r\natelier"),
        ("operations", "user.read"), ("operations", "repositories.read"), ("networks", ""), ("hourlyCalls", ""),
    ];
}

using System.Globalization;
using System.Net;
using BitbucketEmulator.Control;
using BitbucketEmulator.Hosting;
using Microsoft.EntityFrameworkCore;
using WebPortal.Bitbucket;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Connections.Adding;

/// <summary>API tokens and app passwords end to end over the emulator: added, used, replaced, refused, reminded of, ended, and never shown.</summary>
[Trait("Level", "Integration")]
public sealed class TypedConnectionsTests : IAsyncLifetime
{
    private const string AddToken = "/account/connections/add-token";

    private PortalApp _portal = null!;
    private Visitor _amelia = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private EmulatorHost Emulator => _portal.Emulator;

    private string Email => Emulator.World.FindPerson(Seeds.Administrator)!.Emails.First(email => email.IsPrimary).Address;

    private string Token => Emulator.World.FindPerson(Seeds.Administrator)!.ApiToken;

    public async ValueTask InitializeAsync()
    {
        _portal = await PortalApp.StartAsync(settings: ("Bitbucket:AllowAppPasswords", "true"));
        _amelia = _portal.NewVisitor();
        await _amelia.SignInAsync(Seeds.Administrator);
    }

    public async ValueTask DisposeAsync()
    {
        _amelia.Dispose();
        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task A_Token_Is_Tried_Once_Sealed_And_Used_As_Basic_And_Never_Shown()
    {
        var before = Calls("/2.0/user");

        Assert.Equal("/account?notice=added", await PostAsync(AddToken, Email, Token, Day(200)));

        Assert.Equal(before + 1, Calls("/2.0/user"));
        var row = await SingleAsync(ConnectionKind.ApiToken);
        Assert.DoesNotContain(Token, row.SealedAccessToken!, StringComparison.Ordinal);
        var user = await _portal.Get<ConnectionAccess>().RunAsync(row.Id, (api, token) => api.GetUserAsync(token), Cancellation);
        Assert.Equal(Seeds.Administrator, user.Value?.Username);
        Assert.StartsWith("Basic ", Emulator.Journal.Entries.Last(entry => entry.Path == "/2.0/user").Header("Authorization"), StringComparison.Ordinal);
        foreach (var page in (string[])["/account", $"/account/connections/{row.Id}/replace", $"/admin/connections/{row.Id}", "/admin/audit", "/api/v1/me"])
        {
            using var answer = await _amelia.GetAsync(page);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.DoesNotContain(Token, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Token, _portal.Log.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("amelia", null, 200, "This is no e-mail address")]
    [InlineData(null, "two words", 200, "no whole credential")]
    [InlineData(null, null, -2, "This day is over")]
    [InlineData(null, null, 500, "more than a year ahead")]
    [InlineData(null, "ATATT3x-wrong-token", 200, "Bitbucket does not accept it")]
    [InlineData("chidi", "chidi", 200, "belongs to another Bitbucket account")]
    public async Task What_Is_Wrong_Has_Its_Own_Text_And_Is_Not_Stored(string? account, string? secret, int days, string text)
    {
        if (account == "chidi")
        {
            var other = Emulator.World.FindPerson("chidi")!;
            (account, secret) = (other.Emails.First(email => email.IsPrimary).Address, other.ApiToken);
        }

        var page = await PostForTextAsync(AddToken, account ?? Email, secret ?? Token, Day(days));

        Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.DoesNotContain(secret ?? Token, page, StringComparison.Ordinal);
        await using var database = _portal.OpenDatabase();
        Assert.False(await database.Connections.AnyAsync(row => row.Kind == ConnectionKind.ApiToken, Cancellation));
    }

    [Fact]
    public async Task Missing_Scopes_A_Limit_And_Silence_Each_Have_Their_Own_Text()
    {
        Emulator.Settings = Emulator.Settings with { ApiTokenScopes = "repository" };
        Assert.Contains("lacks these scopes: account", await PostForTextAsync(AddToken, Email, Token, Day(9)), StringComparison.Ordinal);

        Emulator.Settings = new EmulatorSettings();
        Emulator.Faults.Add(new FaultRule { PathPrefix = "/2.0/user", Status = 503, Count = 1 });
        Assert.Contains("Bitbucket did not answer", await PostForTextAsync(AddToken, Email, Token, Day(9)), StringComparison.Ordinal);
        Emulator.Faults.Add(new FaultRule { PathPrefix = "/2.0/user", Status = 429, Count = 1 });
        Assert.Contains("fewer calls at present", await PostForTextAsync(AddToken, Email, Token, Day(9)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Replacement_Is_Tried_Before_The_Old_One_Is_Dropped()
    {
        await PostAsync(AddToken, Email, Token, Day(20));
        var before = await SingleAsync(ConnectionKind.ApiToken);
        var replace = $"/account/connections/{before.Id}/replace";

        Assert.Contains("the old one is still in use", await PostForTextAsync(replace, Email, "ATATT3x-wrong", Day(300)), StringComparison.Ordinal);
        Assert.Equal(before.SealedAccessToken, (await SingleAsync(ConnectionKind.ApiToken)).SealedAccessToken);

        var next = Emulator.World.FindPerson(Seeds.Administrator)!.NextApiToken;
        Assert.Equal("/account?notice=replaced", await PostAsync(replace, Email, next, Day(300)));
        Emulator.Settings = Emulator.Settings with { RefusedApiTokens = Token };
        var after = await SingleAsync(ConnectionKind.ApiToken);
        var user = await _portal.Get<ConnectionAccess>().RunAsync(before.Id, (api, token) => api.GetUserAsync(token), Cancellation);
        Assert.Equal((before.Id, before.Generation + 1, true), (after.Id, after.Generation, user.Value is not null));
    }

    [Fact]
    public async Task A_Token_That_Bitbucket_Refuses_Twice_Or_That_Has_Ended_Is_Not_Sent_Again()
    {
        await PostAsync(AddToken, Email, Token, Day(20));
        var row = await SingleAsync(ConnectionKind.ApiToken);
        Emulator.Settings = Emulator.Settings with { RefusedApiTokens = Token };
        var access = _portal.Get<ConnectionAccess>();

        var first = await access.RunAsync(row.Id, (api, token) => api.GetUserAsync(token), Cancellation);
        var calls = Calls("/2.0/user");
        var second = await access.RunAsync(row.Id, (api, token) => api.GetUserAsync(token), Cancellation);

        Assert.Equal((BitbucketErrorKind.Unauthorized, BitbucketErrorKind.Unauthorized, calls), (first.Error?.Kind, second.Error?.Kind, Calls("/2.0/user")));
        Assert.Equal("credential-refused", (await SingleAsync(ConnectionKind.ApiToken)).StateReason);
        Assert.Contains("does not accept the stored credential any more", await ReadAsync("/account"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_Is_Reminded_Once_At_Each_Step_And_Then_It_Stops()
    {
        await PostAsync(AddToken, Email, Token, Day(40));
        var row = await SingleAsync(ConnectionKind.ApiToken);
        var reminders = _portal.Get<CredentialReminders>();
        var steps = new List<int?>();
        foreach (var left in (int[])[35, 29, 29, 6, 1])
        {
            await EndInAsync(row.Id, left);
            await reminders.SweepAsync(Cancellation);
            steps.Add((await SingleAsync(ConnectionKind.ApiToken)).RemindedDays);
        }

        Assert.Equal([null, 30, 30, 7, 1], steps);
        Assert.Contains("This API token ends in", await ReadAsync("/account"), StringComparison.Ordinal);
        await EndInAsync(row.Id, 0);
        await reminders.SweepAsync(Cancellation);
        Assert.Equal("credential-expired", (await SingleAsync(ConnectionKind.ApiToken)).StateReason);
        Assert.Contains("This API token has ended", await ReadAsync("/account"), StringComparison.Ordinal);
        await using var database = _portal.OpenDatabase();
        Assert.Equal(3, await database.AuditEvents.CountAsync(record => record.Action == "credential-expiring", Cancellation));
    }

    [Fact]
    public async Task The_Chosen_One_Reads_The_Lists_And_Ending_It_Leaves_The_Session()
    {
        await PostAsync(AddToken, Email, Token, Day(40));
        var row = await SingleAsync(ConnectionKind.ApiToken);
        using var chosen = await _amelia.SubmitAsync("/account", $"/account/connections/{row.Id}/default");
        Assert.Equal(HttpStatusCode.Found, chosen.StatusCode);
        using (var list = await _amelia.GetAsync("/api/v1/workspaces"))
        {
            Assert.Equal(HttpStatusCode.OK, list.StatusCode);
        }

        Assert.Contains(Emulator.Journal.Entries, entry => entry.Path.StartsWith("/2.0/user/workspaces", StringComparison.Ordinal) && entry.Header("Authorization")!.StartsWith("Basic ", StringComparison.Ordinal));
        using var ended = await _amelia.SubmitAsync($"/account/disconnect?id={row.Id}", "/account/disconnect");

        Assert.Equal("/account?notice=disconnected-other", ended.Headers.Location?.OriginalString);
        Assert.Equal((ConnectionState.Ended, (string?)null), await EndOfAsync(row.Id));
        Assert.Contains("credential is destroyed here", await ReadAsync("/account?notice=disconnected-other"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_App_Password_Goes_The_Same_Way_Where_Both_Sides_Still_Take_Them()
    {
        const string Address = "/account/connections/add-app-password";
        var password = Emulator.World.FindPerson(Seeds.Administrator)!.AppPassword;
        Assert.Contains("refuses every app password", await PostForTextAsync(Address, Seeds.Administrator, password, null), StringComparison.Ordinal);

        Emulator.Settings = Emulator.Settings with { AcceptAppPasswords = true };

        Assert.Equal("/account?notice=added", await PostAsync(Address, Seeds.Administrator, password, null));
        Assert.Contains("28 July 2026", await ReadAsync("/account"), StringComparison.Ordinal);
        using var off = _portal.StartReplica(("Bitbucket:AllowAppPasswords", "false"));
        var row = await SingleAsync(ConnectionKind.AppPassword);
        var refused = await off.Get<ConnectionAccess>().RunAsync(row.Id, (api, token) => api.GetUserAsync(token), Cancellation);
        Assert.Equal(BitbucketErrorKind.Unauthorized, refused.Error?.Kind);
    }

    private static string Day(int days) => DateTimeOffset.UtcNow.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private int Calls(string path) => Emulator.Journal.Entries.Count(entry => entry.Path == path);

    private async Task<HttpResponseMessage> SubmitAsync(string page, string account, string secret, string? day) => day is null
        ? await _amelia.SubmitAsync(page, page, ("account", account), ("secret", secret))
        : await _amelia.SubmitAsync(page, page, ("account", account), ("secret", secret), ("endsOn", day));

    private async Task<string?> PostAsync(string page, string account, string secret, string? day)
    {
        using var answer = await SubmitAsync(page, account, secret, day);
        return answer.Headers.Location?.OriginalString;
    }

    private async Task<string> PostForTextAsync(string page, string account, string secret, string? day)
    {
        using var answer = await SubmitAsync(page, account, secret, day);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private async Task<string> ReadAsync(string page)
    {
        using var answer = await _amelia.GetAsync(page);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private async Task<Connection> SingleAsync(ConnectionKind kind)
    {
        await using var database = _portal.OpenDatabase();
        return await database.Connections.AsNoTracking().SingleAsync(row => row.Kind == kind, Cancellation);
    }

    private async Task<(ConnectionState State, string? Sealed)> EndOfAsync(Guid id)
    {
        await using var database = _portal.OpenDatabase();
        var row = await database.Connections.AsNoTracking().SingleAsync(found => found.Id == id, Cancellation);
        return (row.State, row.SealedAccessToken);
    }

    private async Task EndInAsync(Guid id, int days)
    {
        await using var database = _portal.OpenDatabase();
        var end = _portal.Clock.GetUtcNow().AddDays(days);
        await database.Connections.Where(row => row.Id == id).ExecuteUpdateAsync(update => update.SetProperty(row => row.SecretEndsAt, end), Cancellation);
    }
}

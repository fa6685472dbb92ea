using System.Net;
using WebPortal.Audit;
using WebPortal.Pages;
using WebPortal.Repositories;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Pages;

/// <summary>A page that is sent again as it was: to nobody else, never longer than it is true, and never to somebody who may not see it any more.</summary>
[Trait("Level", "Integration")]
public sealed class KeptViewsTests : IAsyncLifetime
{
    private const string List = "/repositories?sort=name";
    private const string Unkept = List + "&notice=full";
    private const string Api = "/api/v1/repositories?pageSize=5";

    private PortalApp _portal = null!;
    private Visitor _visitor = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _portal = await PortalApp.StartAsync();
        _visitor = _portal.NewVisitor();
        // All of whose workspaces answer: one that fails is tried again every few seconds, and each time the list is another one.
        await _visitor.SignInAsync("chidi");
        (await _visitor.GetAsync(Api)).Dispose();
        await ReadAsync(List);
        await ReadAsync(List);
    }

    public async ValueTask DisposeAsync()
    {
        _visitor.Dispose();
        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task A_Page_Is_Sent_Again_As_It_Was_With_The_Same_Headers_Until_Its_Time_Is_Over()
    {
        var feed = _portal.Get<AuditFeed>();
        HttpResponseMessage first, second;
        string marked;
        bool wasFresh;
        do
        {
            // On a busy machine the feed may fall behind; then nothing remembered is trusted, and the page is rightly another one.
            await Eventually.IsTrueAsync(() => Task.FromResult(feed.IsFresh), "a fresh feed", Cancellation);
            first = await _visitor.GetAsync(List);
            wasFresh = feed.IsFresh;
            marked = await MarkBehindItsBackAsync(isSet: true);
            second = await _visitor.GetAsync(List);
            wasFresh &= feed.IsFresh;
            if (!wasFresh)
            {
                await MarkBehindItsBackAsync(isSet: false);
                _portal.Clock.Advance(KeptViews.KeptFor);
            }
        }
        while (!wasFresh);

        _portal.Clock.Advance(KeptViews.KeptFor);
        var later = await ReadAsync(List);

        Assert.Equal(await first.Content.ReadAsStringAsync(Cancellation), await second.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(HeadersOf(first), HeadersOf(second));
        Assert.Contains("no-store", second.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(marked, await second.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Contains(marked, later, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Star_Is_Seen_At_Once_By_Whoever_Set_It()
    {
        var item = (await _visitor.ReadPageAsync(List)).QuerySelector(".star")!.GetAttribute("value")![1..];
        var token = ("__RequestVerificationToken", await _visitor.ReadFormTokenAsync(List));

        using var set = await _visitor.PostAsync("/repositories/marks", token, ("mark", "+" + item), ("returnTo", List));

        Assert.Contains($"value=\"-{item}\"", await ReadAsync(List), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_Language_Is_Another_Page()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, List);
        request.Headers.Add("Accept-Language", "de");
        using var german = await _visitor.SendAsync(request);

        Assert.Contains("lang=\"de\"", await german.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Contains("lang=\"en\"", await ReadAsync(List), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(List)]
    [InlineData(Api)]
    public async Task A_Session_That_Has_Ended_Gets_Nothing_Kept(string address)
    {
        using var thief = _portal.NewVisitor();
        foreach (var (name, value) in _visitor.Cookies)
        {
            thief.Cookies[name] = value;
        }

        using var before = await thief.GetAsync(address);
        using var signedOut = await _visitor.SubmitAsync("/account", "/signout");
        using var after = await thief.GetAsync(address);

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal(address == Api ? HttpStatusCode.Unauthorized : HttpStatusCode.Redirect, after.StatusCode);
    }

    [Theory]
    [InlineData(List)]
    [InlineData(Api)]
    public async Task What_Was_Sent_Goes_With_The_Connection(string address)
    {
        using var ended = await _visitor.SubmitAsync("/account/disconnect", "/account/disconnect");
        using var after = await _visitor.GetAsync(address);

        Assert.DoesNotContain("northlight/", await after.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_People_In_Turn_Never_Get_Each_Others_Page()
    {
        using var other = _portal.NewVisitor();
        await other.SignInAsync("daphne");
        for (var round = 0; round < 10; round++)
        {
            using var theirs = await other.GetAsync(List);
            Assert.Contains("Northlight", await ReadAsync(List), StringComparison.Ordinal);
            Assert.DoesNotContain("Northlight", await theirs.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Searches_And_Missing_Pages_Answer_As_Ever()
    {
        using var missing = await _visitor.GetAsync("/repositories/nosuch");
        using var again = await _visitor.GetAsync("/repositories/nosuch");
        var found = await ReadAsync("/repositories?query=ferry");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (missing.StatusCode, again.StatusCode));
        Assert.Contains("<h1", await missing.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Contains("ferry", found, StringComparison.OrdinalIgnoreCase);
    }

    /// <returns>What a page that knows of the new star says.</returns>
    private async Task<string> MarkBehindItsBackAsync(bool isSet)
    {
        var item = (await _visitor.ReadPageAsync(Unkept)).QuerySelector(".star")!.GetAttribute("value")![1..].Split('/');
        await using var database = _portal.OpenDatabase();
        var user = database.Users.Single().Id;
        await _portal.Get<RepositoryMarks>().SetFavouriteAsync(user, item[0], item[1], isSet, Cancellation);
        return $"value=\"-{item[0]}/{item[1]}\"";
    }

    private async Task<string> ReadAsync(string address)
    {
        using var answer = await _visitor.GetAsync(address);
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }

    private static string[] HeadersOf(HttpResponseMessage answer) =>
        [.. answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not "Date").Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order(StringComparer.Ordinal)];
}

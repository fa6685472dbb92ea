using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Xunit;

namespace WebPortal.Tests.BitbucketEmulator;

/// <summary>The emulator's own pages: honest, without script, and indifferent to hostile names.</summary>
[Trait("Level", "Integration")]
public sealed class PageTests : IClassFixture<EmulatorFixture>
{
    private const string Authorize = "site/oauth2/authorize?client_id=demo-client&response_type=code&state=s";

    private readonly EmulatorFixture emulator;

    public PageTests(EmulatorFixture emulator)
    {
        this.emulator = emulator;
        emulator.Host.Reset();
    }

    [Theory]
    [InlineData("")]
    [InlineData(Authorize)]
    [InlineData(Authorize + "&emulator_user=juno")]
    [InlineData("account/settings/app-authorizations/")]
    [InlineData("site/oauth2/authorize?client_id=%3Cscript%3Ealert(1)%3C/script%3E")]
    [InlineData("no/such/page")]
    public async Task Every_Page_Has_Language_Title_Main_And_Heading_And_No_Script(string path)
    {
        var page = await PageAsync(path, "juno");

        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.NotEmpty(page.Title!);
        Assert.Single(page.QuerySelectorAll("main"));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Contains("not Bitbucket", page.QuerySelector("header")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("script, img, iframe, style, [style]"));
        Assert.DoesNotContain(page.All.SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(page.Links, link => link.GetAttribute("href")!.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("")]
    [InlineData(Authorize)]
    [InlineData("account/settings/app-authorizations/")]
    public async Task Every_Field_Has_A_Label(string path)
    {
        var page = await PageAsync(path, "amelia");

        var fields = page.QuerySelectorAll("input:not([type=hidden]), select").OfType<IHtmlElement>();
        Assert.All(fields, field => Assert.True(field.Closest("label") is not null || page.QuerySelector($"label[for='{field.Id}']") is not null));
    }

    [Fact]
    public async Task The_Policy_Forbids_Script_And_Framing()
    {
        using var answer = await emulator.Http.GetAsync(emulator.Host.WebAddress, TestContext.Current.CancellationToken);

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("form-action", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Hostile_Name_Is_Shown_As_Text()
    {
        var page = await PageAsync(Authorize, "juno");

        Assert.Equal(emulator.Host.World.FindPerson("juno")!.DisplayName, page.QuerySelector(".person .name")!.TextContent);
    }

    [Fact]
    public async Task A_Known_Person_Can_Become_Another_And_The_Request_Stays_The_Same()
    {
        var page = await PageAsync(Authorize + "&redirect_uri=http%3A%2F%2Flocalhost%3A5080%2Fsignin-bitbucket", "amelia");
        var another = page.QuerySelector(".person a")!.GetAttribute("href")!;
        var choice = await PageAsync(another.TrimStart('/'), "amelia");

        Assert.Empty(page.QuerySelectorAll("input[type=radio]"));
        Assert.Equal("amelia", choice.QuerySelector("input[type=radio][checked]")!.GetAttribute("value"));
        Assert.Equal(page.QuerySelector("form")!.GetAttribute("action"), choice.QuerySelector("form")!.GetAttribute("action"));
        Assert.Contains("redirect_uri=", choice.QuerySelector("form")!.GetAttribute("action"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Choose who you are first.")]
    [InlineData("nobody<b>", "There is nobody called “nobody<b>”. Choose somebody from the list.")]
    public async Task A_Decision_Without_A_Known_Person_Is_Asked_Again(string name, string complaint)
    {
        using var answer = await emulator.Http.PostAsync(
            new Uri(emulator.Host.WebAddress, Authorize),
            new FormUrlEncodedContent([new("typed_user", name), new("emulator_decision", "approve")]),
            TestContext.Current.CancellationToken);
        var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(complaint, page.QuerySelector("[role=alert]")!.TextContent);
    }

    [Theory]
    [InlineData("&emulator_user=nobody&emulator_decision=approve")]
    [InlineData("&emulator_decision=approve")]
    [InlineData("&emulator_user=amelia&emulator_decision=maybe")]
    public async Task A_Scripts_Mistake_Gets_A_Page_And_No_Redirect(string query)
    {
        using var answer = await emulator.Http.GetAsync(new Uri(emulator.Host.WebAddress, Authorize + query), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
    }

    [Fact]
    public async Task App_Authorizations_Lists_The_Persons_Grants_And_Its_Button_Revokes()
    {
        var tokens = emulator.Host.IssueTokens("amelia");
        emulator.Host.IssueTokens("amelia", "account", "other-client");

        var page = await PageAsync("account/settings/app-authorizations/", "amelia");
        var form = page.QuerySelectorAll(".grants form").OfType<IHtmlFormElement>().First();
        var fields = form.QuerySelectorAll("input").ToDictionary(field => field.GetAttribute("name")!, field => field.GetAttribute("value")!);
        using var answer = await emulator.Http.PostAsync(new Uri(emulator.Host.WebAddress, form.GetAttribute("action")), new FormUrlEncodedContent(fields), TestContext.Current.CancellationToken);
        var after = await PageAsync("account/settings/app-authorizations/", "amelia");

        Assert.Equal(["demo-client", "other-client"], page.QuerySelectorAll(".grants strong").Select(name => name.TextContent));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(["other-client"], after.QuerySelectorAll(".grants strong").Select(name => name.TextContent));
        Assert.Equal(HttpStatusCode.Unauthorized, (await emulator.ApiAsync("user", tokens.AccessToken)).Status);
    }

    [Theory]
    [InlineData("repositories/atelier/script-tag")]
    [InlineData("repositories/northlight/payments-gw")]
    public async Task Links_Of_A_Repository_Lead_To_Pictures_And_A_Page(string path)
    {
        var links = (await emulator.ApiAsAsync("amelia", path)).Json;
        var page = await emulator.ApiAsync((string)links["links"]!["html"]!["href"]!);

        foreach (var picture in new[] { links["links"]!, links["owner"]!["links"]!, links["workspace"]!["links"]!, links["project"]!["links"]! })
        {
            var answer = await emulator.ApiAsync((string)picture["avatar"]!["href"]!);
            Assert.Equal((HttpStatusCode.OK, "image/svg+xml"), (answer.Status, answer.ContentType));
            Assert.Contains("sandbox", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.StartsWith("text/html", page.ContentType, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "no/such/page", HttpStatusCode.NotFound)]
    [InlineData("POST", "northlight", HttpStatusCode.NotFound)]
    [InlineData("POST", "emulator/health", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "site/oauth2/access_token", HttpStatusCode.MethodNotAllowed)]
    public async Task Unknown_Pages_And_Wrong_Methods_Are_Told_Apart(string method, string path, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(emulator.Host.WebAddress, path));

        Assert.Equal(expected, (await emulator.SendAsync(request)).Status);
    }

    [Fact]
    public async Task Signing_Out_Of_The_Emulator_Forgets_The_Person()
    {
        using var answer = await emulator.Http.PostAsync(new Uri(emulator.Host.WebAddress, "account/signout"), null, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.StartsWith("emulator_person=;", answer.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
    }

    private async Task<IHtmlDocument> PageAsync(string path, string person)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{emulator.Host.WebAddress}{path}"));
        request.Headers.Add("Cookie", $"emulator_person={person}");
        var answer = await emulator.SendAsync(request);
        return await new HtmlParser().ParseDocumentAsync(answer.Body);
    }
}

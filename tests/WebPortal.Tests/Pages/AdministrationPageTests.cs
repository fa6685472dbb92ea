using System.Net;
using WebPortal.Connections;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Pages;

/// <summary>The list of connections and the health page as they are sent.</summary>
[Trait("Level", "Integration")]
public sealed class AdministrationPageTests : IAsyncLifetime
{
    private PortalApp _portal = null!;
    private Visitor _administrator = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _portal = await PortalApp.StartAsync();
        using var person = _portal.NewVisitor();
        await person.SignInAsync(Seeds.Person);
        _administrator = _portal.NewVisitor();
        await _administrator.SignInAsync(Seeds.Administrator);
    }

    public async ValueTask DisposeAsync()
    {
        _administrator.Dispose();
        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task An_Administrator_Chooses_Rows_And_An_Auditor_Only_Looks()
    {
        using var auditor = _portal.NewVisitor();
        await auditor.SignInAsync(Seeds.Auditor);
        var (mine, theirs) = (await _administrator.ReadPageAsync("/admin/connections"), await auditor.ReadPageAsync("/admin/connections"));

        Assert.Equal(3, mine.QuerySelectorAll("form[action='/admin/connections/change'] input[name=id]").Length);
        Assert.Equal(["suspend", "resume", "revoke"], mine.QuerySelectorAll("button[name=action]").Select(button => button.GetAttribute("value")));
        Assert.Contains(mine.Links, link => link.GetAttribute("href") == "/admin/connections/change?action=revoke&all=true");
        Assert.Equal(3, theirs.QuerySelectorAll(".connections .row:not(.head)").Length);
        Assert.Empty(theirs.QuerySelectorAll("input[name=id], button[name=action], [action*=change], a[href*=change]"));
    }

    [Fact]
    public async Task All_That_Match_Are_Named_By_The_Filter()
    {
        var page = await _administrator.ReadPageAsync("/admin/connections?person=amelia&unused=0&sort=person");

        Assert.Contains("/admin/connections/change?action=suspend&all=true&person=amelia&unused=0", page.Links.Select(link => link.GetAttribute("href")));
        Assert.Contains("/admin/connections?unused=0&sort=person", page.QuerySelectorAll(".chosen a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task The_Form_Keeps_What_Is_Chosen_Elsewhere()
    {
        var page = await _administrator.ReadPageAsync("/admin/connections?state=healthy&sort=dies&kind=authorizationcode");
        var form = page.QuerySelector("form[role=search]")!;

        Assert.Equal("healthy", form.QuerySelector("input[name=state]")?.GetAttribute("value"));
        Assert.Equal("dies", form.QuerySelector("input[name=sort]")?.GetAttribute("value"));
        Assert.Equal("authorizationcode", form.QuerySelector("select[name=kind] option[selected]")?.GetAttribute("value"));
    }

    [Theory]
    [InlineData("cursor=x", "not there any more", 2)]
    [InlineData("cursor=%00%FF", "not there any more", 2)]
    [InlineData("state=colour", "not understood", 0)]
    [InlineData("person=a%00b", "not understood", 0)]
    [InlineData("unused=99999999999999999999", "not understood", 0)]
    [InlineData("sort=%00", "Connections", 2)]
    [InlineData("person=%25", "Nothing found", 0)]
    public async Task A_Broken_Address_Is_A_Page_And_No_Error(string query, string says, int rows)
    {
        using var answer = await _administrator.GetAsync("/admin/connections?" + query);
        var page = Visitor.Parse(await answer.Content.ReadAsStringAsync(Cancellation));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(says, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(rows, page.QuerySelectorAll(".connections .row:not(.head)").Length);
    }

    [Fact]
    public async Task Health_Says_In_One_Look_That_All_Is_Well()
    {
        var page = await _administrator.ReadPageAsync("/admin/health");

        Assert.Contains("All is well", page.QuerySelector(".verdict")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Accepted", page.QuerySelector("[aria-labelledby=bitbucket]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("page", page.QuerySelector("nav[aria-label=Administration] a[href='/admin/health']")!.GetAttribute("aria-current"));
    }

    [Fact]
    public async Task A_Refused_Client_Is_One_Alarm_On_Every_Page_Of_The_Administration()
    {
        await _portal.Get<ClientStandingStore>().MarkRefusedAsync(Cancellation);

        foreach (var address in (string[])["/admin/connections", "/admin/sessions", "/admin/audit", "/admin/health"])
        {
            var page = await _administrator.ReadPageAsync(address);
            Assert.Single(page.QuerySelectorAll("[role=alert], .verdict.bad .troubles li"), element => element.TextContent.Contains("Bitbucket refuses the portal’s client", StringComparison.Ordinal));
        }

        Assert.Empty((await _administrator.ReadPageAsync("/account")).QuerySelectorAll("[role=alert]"));
    }

    /// <summary>LG-04: probes tell nobody anything, and the page only those who may read the administration.</summary>
    [Fact]
    public async Task Nobody_Else_Learns_How_The_Installation_Stands()
    {
        await _portal.Get<ClientStandingStore>().MarkRefusedAsync(Cancellation);
        using var stranger = _portal.NewVisitor();
        using var person = _portal.NewVisitor();
        await person.SignInAsync(Seeds.Person);

        Assert.Equal(HttpStatusCode.Found, (await stranger.GetAsync("/admin/health")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await person.GetAsync("/admin/health")).StatusCode);
        foreach (var address in (string[])["/health/live", "/health/ready"])
        {
            Assert.Equal("Healthy", await (await stranger.GetAsync(address)).Content.ReadAsStringAsync(Cancellation));
        }
    }
}

using System.Net;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Checks;

/// <summary>CK-06: sessions are seen and ended, by the person and by administrators; what was ended is refused at the other replica within a second.</summary>
[Trait("Level", "Integration")]
public sealed class ParallelSessionsTests : IAsyncLifetime
{
    private PortalApp _first = null!;
    private PortalApp _second = null!;

    public async ValueTask InitializeAsync()
    {
        _first = await PortalApp.StartAsync();
        _second = _first.StartReplica();
    }

    public async ValueTask DisposeAsync()
    {
        await _second.DisposeAsync();
        await _first.DisposeAsync();
    }

    [Fact]
    public async Task A_Person_Ends_One_And_Then_All_Others_And_Keeps_This_One()
    {
        using var here = await SignInAsync(_first, Seeds.Stranger);
        using var one = await SignInAsync(_second, Seeds.Stranger);
        var end = (await here.ReadPageAsync("/account")).Forms.Select(form => form.GetAttribute("action")!).Single(action => action.EndsWith("/end", StringComparison.Ordinal));
        using var two = await SignInAsync(_second, Seeds.Stranger);
        using var three = await SignInAsync(_second, Seeds.Stranger);

        using var ended = await here.SubmitAsync("/account", end);
        await Within.ASecondAsync(() => IsRefusedAsync(one));
        Assert.False(await IsRefusedAsync(two));

        using var others = await here.SubmitAsync("/account", "/account/sessions/end-others");
        await Within.ASecondAsync(async () => await IsRefusedAsync(two) && await IsRefusedAsync(three));
        Assert.False(await IsRefusedAsync(here));
    }

    [Fact]
    public async Task An_Administrator_Ends_One_All_Of_A_Person_And_Everybodys()
    {
        using var administrator = await SignInAsync(_first, Seeds.Administrator);
        using var stranger = await SignInAsync(_second, Seeds.Stranger);
        using var auditor = await SignInAsync(_second, Seeds.Auditor);
        var page = await administrator.ReadPageAsync("/admin/sessions?person=bogdan");
        var one = page.QuerySelectorAll("a[href^='/admin/sessions/end?id=']").Single().GetAttribute("href")!;
        await EndAsync(administrator, one);
        await Within.ASecondAsync(() => IsRefusedAsync(stranger));
        Assert.False(await IsRefusedAsync(auditor));

        using var again = await SignInAsync(_second, Seeds.Stranger);
        using var twice = await SignInAsync(_second, Seeds.Stranger);
        page = await administrator.ReadPageAsync("/admin/sessions?person=bogdan");
        var person = page.QuerySelector("a[href^='/admin/sessions/end?person=']")!.GetAttribute("href")!;
        var confirm = await administrator.ReadPageAsync(person);
        Assert.Contains("End 2 sessions", confirm.Body!.TextContent, StringComparison.Ordinal);
        await EndAsync(administrator, person);
        await Within.ASecondAsync(async () => await IsRefusedAsync(again) && await IsRefusedAsync(twice));
        Assert.False(await IsRefusedAsync(auditor));

        await EndAsync(administrator, "/admin/sessions/end?all=true");
        await Within.ASecondAsync(() => IsRefusedAsync(auditor));
        Assert.False(await IsRefusedAsync(administrator));
    }

    [Fact]
    public async Task An_Auditor_Sees_The_Sessions_And_Is_Offered_No_End()
    {
        using var auditor = await SignInAsync(_first, Seeds.Auditor);

        var page = await auditor.ReadPageAsync("/admin/sessions");

        Assert.NotEmpty(page.QuerySelectorAll(".table .who"));
        Assert.Empty(page.QuerySelectorAll("a[href*='/end']"));
    }

    private static async Task<Visitor> SignInAsync(PortalApp portal, string person)
    {
        var visitor = portal.NewVisitor();
        await visitor.SignInAsync(person);
        Assert.False(await IsRefusedAsync(visitor));
        return visitor;
    }

    private static async Task EndAsync(Visitor administrator, string address)
    {
        using var answer = await administrator.SubmitAsync(address, "/admin/sessions/end");
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.StartsWith("/admin/sessions?notice=", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    private static async Task<bool> IsRefusedAsync(Visitor visitor)
    {
        using var answer = await visitor.GetAsync("/api/v1/me");
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Unauthorized, $"{answer.StatusCode}");
        return answer.StatusCode == HttpStatusCode.Unauthorized;
    }
}

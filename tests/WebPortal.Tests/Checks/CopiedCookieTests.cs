using System.Net;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Checks;

/// <summary>CK-02: a copied cookie is dead after sign-out, at every replica, at once and for ever.</summary>
[Trait("Level", "Integration")]
public sealed class CopiedCookieTests
{
    [Fact]
    public async Task After_Sign_Out_The_Copy_Is_Refused_At_Both_Replicas()
    {
        await using var first = await PortalApp.StartAsync();
        await using var second = first.StartReplica();
        using var visitor = first.NewVisitor();
        await visitor.SignInAsync(Seeds.Person);
        using var thief = Copy(first, visitor);
        using var farThief = Copy(second, visitor);
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await farThief.GetAsync("/account")).StatusCode);

        using (await visitor.SubmitAsync("/account", "/signout"))
        {
            Assert.DoesNotContain(visitor.Cookies.Keys, name => name.EndsWith("webportal-session", StringComparison.Ordinal));
        }

        await Within.ASecondAsync(async () => (await farThief.GetAsync("/account")).StatusCode == HttpStatusCode.Found);
        foreach (var copy in (Visitor[])[thief, farThief])
        {
            Assert.Equal(HttpStatusCode.Found, (await copy.GetAsync("/account")).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await copy.GetAsync("/api/v1/me")).StatusCode);
        }

        first.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(HttpStatusCode.Found, (await thief.GetAsync("/account")).StatusCode);
    }

    [Fact]
    public async Task A_Revoked_Persons_Cookie_Is_Refused_At_The_Other_Replica()
    {
        await using var first = await PortalApp.StartAsync();
        await using var second = first.StartReplica();
        using var person = second.NewVisitor();
        await person.SignInAsync(Seeds.Person);
        using var administrator = first.NewVisitor();
        await administrator.SignInAsync(Seeds.Administrator);
        var page = await administrator.ReadPageAsync("/admin/connections?person=amelia");
        var connection = page.QuerySelectorAll("a[href^='/admin/connections/']").Select(link => link.GetAttribute("href")!).First(href => Guid.TryParse(href.Split('/')[3], out _));

        using var answer = await administrator.SubmitAsync($"/admin/connections/change?action=revoke&id={connection.Split('/')[3]}", "/admin/connections/change");

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        await Within.ASecondAsync(async () => (await person.GetAsync("/repositories")).StatusCode == HttpStatusCode.Found);
        Assert.Equal(HttpStatusCode.Unauthorized, (await person.GetAsync("/api/v1/repositories")).StatusCode);
    }

    private static Visitor Copy(PortalApp portal, Visitor visitor)
    {
        var copy = portal.NewVisitor();
        foreach (var (name, value) in visitor.Cookies)
        {
            copy.Cookies[name] = value;
        }

        return copy;
    }
}

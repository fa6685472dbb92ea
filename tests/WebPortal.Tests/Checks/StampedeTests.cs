using System.Net;
using BitbucketEmulator.Hosting;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Checks;

/// <summary>RF-01: a thousand parallel loads on one expired access token make one refresh, and every one of them is answered.</summary>
[Trait("Level", "Integration")]
public sealed class StampedeTests
{
    [Fact]
    public async Task A_Thousand_Page_Loads_On_One_Expired_Token_Make_One_Refresh()
    {
        await using var portal = await PortalApp.StartAsync();
        portal.Emulator.Settings = portal.Emulator.Settings with { RefreshGrace = TimeSpan.Zero, RevokeFamilyOnReplay = true };
        using var visitor = portal.NewVisitor();
        await visitor.SignInAsync(Seeds.Person);
        portal.Clock.Advance(TimeSpan.FromHours(3));
        portal.Emulator.Clock.Advance(TimeSpan.FromHours(3));
        portal.Emulator.Journal.Clear();

        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(number => visitor.GetAsync(number % 2 == 0 ? "/api/v1/repositories?pageSize=10" : "/repositories")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Single(portal.Emulator.Journal.Entries, entry => entry.Side == EmulatorSide.Web && entry.Method == "POST");
        Assert.DoesNotContain(portal.Emulator.Journal.Entries, entry => entry.Status == 401);
    }
}

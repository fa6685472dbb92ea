using System.Net;
using WebPortal.Pages.Repositories;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Pages;

/// <summary>The star as a form: it works without script, leads back inside the portal only, and takes no address away from a workspace.</summary>
public sealed class MarksPageTests
{
    [Fact]
    [Trait("Level", "Integration")]
    public async Task A_Star_Is_Set_And_Leads_Back()
    {
        await using var portal = await PortalApp.StartAsync();
        using var visitor = portal.NewVisitor();
        await visitor.SignInAsync(Seeds.Person);
        var token = ("__RequestVerificationToken", await visitor.ReadFormTokenAsync("/account"));
        (string, string)[] star = [token, ("workspace", "northlight"), ("slug", "atlas"), ("favourite", "true")];

        using var local = await visitor.PostAsync("/repositories/marks", [.. star, ("returnTo", "/repositories?page=2")]);
        using var foreign = await visitor.PostAsync("/repositories/marks", [.. star, ("returnTo", "https://evil.example/")]);
        using var unclear = await visitor.PostAsync("/repositories/marks", token, ("workspace", "northlight"), ("returnTo", "/repositories?page=3"));
        using var another = await visitor.GetAsync("/repositories/marks");

        Assert.Equal((HttpStatusCode.Redirect, "/repositories?page=2"), (local.StatusCode, local.Headers.Location?.OriginalString));
        Assert.Equal("/repositories", foreign.Headers.Location?.OriginalString);
        Assert.Equal("/repositories?page=3", unclear.Headers.Location?.OriginalString);

        // Nobody of these is in a workspace of that name, which is what the list of repositories says, not a refused verb.
        Assert.Equal(HttpStatusCode.NotFound, another.StatusCode);
        await using var database = portal.OpenDatabase();
        var mark = Assert.Single(database.RepositoryMarks);
        Assert.Equal(("northlight", "atlas"), (mark.Workspace, mark.Slug));
    }

    [Theory]
    [Trait("Level", "Unit")]
    [InlineData("+northlight/atlas", "northlight", "atlas", true)]
    [InlineData("-northlight/atlas", "northlight", "atlas", false)]
    [InlineData("northlight/atlas", null, null, false)]
    [InlineData("+northlight", null, null, false)]
    [InlineData("+a/b/c", null, null, false)]
    public void A_Mark_Says_All_In_One_Field(string mark, string? workspace, string? slug, bool favourite)
    {
        var wish = new MarkForm(null, null, null, mark, null).Read();

        Assert.Equal((workspace, slug, favourite), (wish?.Workspace, wish?.Slug, wish?.Favourite ?? false));
    }
}

using Microsoft.Playwright;
using WebPortal.BrowserTests.Running;

namespace WebPortal.BrowserTests.Scenes;

/// <summary>Every page and state, light and dark, narrow and wide, with and without script.</summary>
[Trait("Level", "Browser")]
public sealed class AppearanceTests(SceneFixture portal) : IClassFixture<SceneFixture>
{
    public static TheoryData<int> Looks => [.. Enumerable.Range(0, Look.All.Length)];

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Every_Page_And_State_Fits_Says_What_It_Must_And_Has_No_Accessibility_Finding(int number)
    {
        Chromium.Require();
        var look = Look.All[number];
        var scenes = (await portal.ScenesAsync()).Where(scene => look.HasScript || !scene.IsVariant);
        List<string> findings = [];
        foreach (var group in scenes.GroupBy(scene => (scene.Person, scene.Language)))
        {
            await using var visit = group.Key.Person is { } person ? await portal.OpenAsAsync(person, look) : await portal.OpenAsync(look);
            await visit.Context.SetExtraHTTPHeadersAsync([new("Accept-Language", group.Key.Language)]);
            await visit.StandStillAsync();
            foreach (var scene in group)
            {
                await LookAtAsync(visit, scene, findings);
            }
        }

        Assert.True(findings.Count == 0, string.Join(Environment.NewLine, findings));
    }

    private static async Task LookAtAsync(Visit visit, Scene scene, List<string> findings)
    {
        try
        {
            Assert.Equal(scene.Status, await visit.GoAsync(scene.Address));
            await Assertions.Expect(visit.Page.Locator("body")).ToContainTextAsync(scene.Shows);
            await visit.ShotAsync(scene.Name, whole: !scene.Name.StartsWith("repositories", StringComparison.Ordinal));
            await visit.AssertFitsAsync(scene.Name);
            if (visit.Look.HasScript)
            {
                await visit.AssertAccessibleAsync(scene.Name);
            }
        }
        catch (Exception finding) when (finding is Xunit.Sdk.XunitException or PlaywrightException)
        {
            findings.Add($"{scene.Name}: {finding.Message}");
        }
    }
}

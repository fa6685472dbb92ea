using System.Text.RegularExpressions;
using WebPortal.BrowserTests.Running;

namespace WebPortal.BrowserTests;

/// <summary>The walk in docs/accessibility.md against the accessibility tree of Chromium: what is written there is announced, in that order.</summary>
[Trait("Level", "Browser")]
[Collection(SharedPortal.Name)]
public sealed partial class AnnouncementTests(PortalFixture portal)
{
    [Fact]
    public async Task Every_Page_Announces_What_The_Walk_Says_In_Its_Order()
    {
        Chromium.Require();
        List<string> wrong = [];
        var walk = Step().Split(await File.ReadAllTextAsync(Path.Combine(Artifacts.Repository, "docs", "accessibility.md"), TestContext.Current.CancellationToken));
        await using var nobody = await portal.OpenAsync();
        await using var amelia = await portal.OpenAsAsync("amelia");
        for (var at = 1; at + 2 < walk.Length; at += 3)
        {
            var (address, person, said) = (walk[at], walk[at + 1], Announced().Matches(walk[at + 2]).Select(match => match.Groups["said"].Value));
            var visit = person == "nobody" ? nobody : amelia;
            await visit.GoAsync(address);
            await visit.UntilReadAsync();
            wrong.AddRange(OutOfOrder(address, await visit.Page.Locator("body").AriaSnapshotAsync(), said));
        }

        Assert.True(walk.Length > 30, "The walk is too short.");
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    private static IEnumerable<string> OutOfOrder(string address, string tree, IEnumerable<string> said)
    {
        File.WriteAllText(Path.Combine(Artifacts.Folder("announced"), Artifacts.FileName(address) + ".txt"), tree);
        var place = 0;
        foreach (var item in said)
        {
            var found = tree.IndexOf(item, place, StringComparison.Ordinal);
            if (found < 0)
            {
                yield return $"{address}: {item} is not announced {(tree.Contains(item, StringComparison.Ordinal) ? "there, but before" : "at all")}";
            }
            else
            {
                place = found + item.Length;
            }
        }
    }

    /// <summary>The head of a page's walk: its address and who looks.</summary>
    [GeneratedRegex("^### `(/[^`]*)` as (nobody|amelia).*$", RegexOptions.Multiline)]
    private static partial Regex Step();

    [GeneratedRegex("^- `(?<said>[^`]+)`", RegexOptions.Multiline)]
    private static partial Regex Announced();
}

using System.Text.RegularExpressions;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using WebPortal.Tests.Conventions;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Pages;

/// <summary>A walk through the pages in German: no word that only the English texts know is left on them.</summary>
[Trait("Level", "Integration")]
public sealed partial class GermanPagesTests : IAsyncLifetime
{
    private static readonly string[] Addresses =
    [
        "/account", "/account?notice=sessions-ended", "/account/delete", "/account/disconnect", "/error", "/signin?reason=denied", "/signin?reason=not-a-member", "/signin?reason=unavailable",
        "/admin/connections", "/admin/connections?person=nobody-has-this-name", "/admin/connections?state=nonsense", "/admin/connections?kind=authorizationcode&unused=1&dies=90",
        "/admin/connections/change", "/admin/connections/change?action=revoke&all=true", "/admin/connections/change?action=suspend&all=true", "/admin/connections/change?action=resume&all=true",
        "/admin/connections/runs", "/admin/sessions", "/admin/sessions?person=nobody-has-this-name", "/admin/sessions/end?all=true", "/admin/audit", "/admin/audit?from=yesterday", "/admin/health",
    ];

    /// <summary>What is not the portal's to say: names, identifiers, times, what was recorded in English, and the switch of languages.</summary>
    private const string NotOurs = "bdi, code, time, script, style, [lang=en], .languages, .me, [placeholder='repository:write']";

    private PortalApp _portal = null!;

    public async ValueTask InitializeAsync() => _portal = await PortalApp.StartAsync();

    public async ValueTask DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task No_English_Is_Left_On_German_Pages()
    {
        var english = OnlyEnglish();
        using var other = _portal.NewVisitor();
        await other.SignInAsync(Seeds.Person);
        using var visitor = _portal.NewVisitor();
        visitor.Cookies["__Host-webportal-language"] = "de";
        List<string> left = [.. Left("/", await visitor.ReadPageAsync("/"), english)];
        await visitor.SignInAsync(Seeds.Administrator);
        var connection = (await visitor.ReadPageAsync("/admin/connections")).QuerySelector("[role=row] a[href^='/admin/connections/0']")!.GetAttribute("href")!;
        using var ordered = await visitor.SubmitAsync($"/admin/connections/change?action=suspend&all=true", "/admin/connections/change");
        var run = ordered.Headers.Location!.OriginalString;
        foreach (var address in Addresses.Concat([connection, run, run + "/certificate"]))
        {
            left.AddRange(Left(address, await visitor.ReadPageAsync(address), english));
        }

        Breaches.AssertNone(left);
    }

    private static IEnumerable<string> Left(string address, IHtmlDocument page, HashSet<string> english)
    {
        Assert.Equal("de", page.DocumentElement.GetAttribute("lang"));
        foreach (var element in page.QuerySelectorAll(NotOurs).ToArray())
        {
            element.Remove();
        }

        string[] spoken = ["aria-label", "placeholder", "alt", "data-label", "data-say-copy"];
        var texts = page.All.SelectMany(element => spoken.Select(element.GetAttribute)).OfType<string>().Append(page.DocumentElement.TextContent);
        return texts.SelectMany(Split).Where(english.Contains).Distinct().Select(word => $"{address}: {word}");
    }

    /// <summary>Words of the English texts that stand in no German one.</summary>
    private static HashSet<string> OnlyEnglish()
    {
        var english = Read(file => !file.EndsWith(".de.resx", StringComparison.Ordinal)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        english.ExceptWith(Read(file => file.EndsWith(".de.resx", StringComparison.Ordinal)));
        return english;
    }

    private static IEnumerable<string> Read(Func<string, bool> isWanted) => SourceTree.Files
        .Where(file => file.EndsWith(".resx", StringComparison.Ordinal) && isWanted(file))
        .SelectMany(file => XDocument.Parse(SourceTree.Read(file)).Root!.Elements("data"))
        .SelectMany(data => Split(data.Element("value")!.Value));

    private static IEnumerable<string> Split(string text) => Word().Matches(text).Select(match => match.Value);

    [GeneratedRegex(@"\p{L}{3,}")]
    private static partial Regex Word();
}

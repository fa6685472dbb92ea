using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace WebPortal.Tests.Conventions;

/// <summary>The words of the interface are whole in every language, and nothing is said past them.</summary>
[Trait("Level", "Conventions")]
public sealed partial class WordsTests
{
    private static readonly string[] Translations = ["de"];

    private static IEnumerable<string> Areas =>
        SourceTree.Files.Where(file => file.StartsWith("src/WebPortal/Pages/Words/", StringComparison.Ordinal) && file.EndsWith("Words.resx", StringComparison.Ordinal));

    [Fact]
    public void Every_Word_Stands_In_Every_Language_With_The_Same_Places() => Breaches.AssertNone(
        from area in Areas
        from language in Translations
        from breach in Compare(area, ReadWords(area), ReadWords(area.Replace(".resx", $".{language}.resx", StringComparison.Ordinal)))
        select $"{language}: {breach}");

    [Fact]
    public void No_Word_Is_Empty() => Breaches.AssertNone(
        from area in Areas
        from file in Translations.Select(language => area.Replace(".resx", $".{language}.resx", StringComparison.Ordinal)).Prepend(area)
        from word in ReadWords(file)
        where string.IsNullOrWhiteSpace(word.Value)
        select $"{file} {word.Key}");

    [Fact]
    public void Every_Word_Is_Used()
    {
        var used = SourceTree.Files
            .Where(file => file.StartsWith("src/WebPortal/", StringComparison.Ordinal) && Path.GetExtension(file) is ".cs" or ".cshtml")
            .SelectMany(file => Use().Matches(SourceTree.Read(file)).Select(match => match.Value))
            .ToHashSet(StringComparer.Ordinal);

        Breaches.AssertNone(
            from area in Areas
            let name = Path.GetFileNameWithoutExtension(area)
            from word in ReadWords(area).Keys
            where !used.Contains($"{name}.{word}")
            select $"{name}.{word}");
    }

    private static IEnumerable<string> Compare(string area, Dictionary<string, string> english, Dictionary<string, string> other)
    {
        foreach (var key in english.Keys.Union(other.Keys).Order(StringComparer.Ordinal))
        {
            if (!english.TryGetValue(key, out var here) || !other.TryGetValue(key, out var there))
            {
                yield return $"{area} {key} is missing in one of them";
            }
            else if (Places(here) != Places(there))
            {
                yield return $"{area} {key} has places {Places(here)} and {Places(there)}";
            }
        }
    }

    private static string Places(string text) => string.Join(' ', Place().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));

    private static Dictionary<string, string> ReadWords(string file) =>
        XDocument.Parse(SourceTree.Read(file)).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    [GeneratedRegex(@"\{[0-9]\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\b[A-Z]\w*Words\.[A-Z]\w*\b")]
    private static partial Regex Use();
}

using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace WebPortal.Tests.BitbucketEmulator;

/// <summary>The colours of the emulator's pages, in light and dark, against WCAG AA.</summary>
[Trait("Level", "Integration")]
public sealed partial class ContrastTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    [Theory]
    [InlineData("ink", "ground")]
    [InlineData("ink", "card")]
    [InlineData("ink", "accent-soft")]
    [InlineData("soft", "card")]
    [InlineData("soft", "accent-soft")]
    [InlineData("accent", "card")]
    [InlineData("accent", "ground")]
    [InlineData("accent-ink", "accent")]
    [InlineData("warn", "card")]
    [InlineData("warn", "warn-soft")]
    [InlineData("notice", "notice-ground")]
    public async Task Text_Stands_Out_By_At_Least_4_5_To_1(string text, string ground)
    {
        var style = await emulator.Http.GetStringAsync(new Uri(emulator.Host.WebAddress, "emulator.css"), TestContext.Current.CancellationToken);
        var light = Variables(style[..style.IndexOf("@media", StringComparison.Ordinal)]);
        var dark = Variables(style[style.IndexOf("prefers-color-scheme: dark", StringComparison.Ordinal)..]);

        Assert.InRange(Contrast(light[text], light[ground]), 4.5, 21);
        Assert.InRange(Contrast(dark[text], dark[ground]), 4.5, 21);
    }

    private static Dictionary<string, string> Variables(string style) =>
        Variable().Matches(style).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    private static double Contrast(string first, string second)
    {
        var (one, other) = (Luminance(first), Luminance(second));
        return (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);
    }

    private static double Luminance(string colour)
    {
        var parts = Enumerable.Range(0, 3)
            .Select(index => int.Parse(colour.AsSpan(index * 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))
            .ToArray();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    [GeneratedRegex("--([a-z-]+): #([0-9a-f]{6})")]
    private static partial Regex Variable();
}

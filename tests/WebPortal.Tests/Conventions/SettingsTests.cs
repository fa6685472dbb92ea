using System.Text.Json;
using WebPortal.Hosting;
using Xunit;

namespace WebPortal.Tests.Conventions;

/// <summary>The shipped settings file, the options classes and the documentation say the same.</summary>
[Trait("Level", "Conventions")]
public sealed class SettingsTests
{
    private static readonly string[] Sections = ["Portal", "Bitbucket", "Access", "Database", "KeyProtection", "Sessions", "Connections", "Repositories"];

    // Serilog reads this section through our own mapping, without an options class.
    private const string Logging = "Logging";

    private static readonly Dictionary<string, JsonElement> Shipped = Leaves("", JsonDocument.Parse(SourceTree.Read("appsettings.json")).RootElement)
        .Where(leaf => !leaf.Key.StartsWith(Logging + ":", StringComparison.Ordinal))
        .ToDictionary(leaf => leaf.Key, leaf => leaf.Value, StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void Every_Section_Has_An_Options_Class() => Assert.Equal(Sections.Order(), SettingsSchema.Sections.Order());

    [Fact]
    public void Every_Shipped_Setting_Is_Read_By_An_Options_Class() =>
        Breaches.AssertNone(Shipped.Keys.Except(SettingsSchema.Settings.Select(setting => setting.Key), StringComparer.OrdinalIgnoreCase));

    [Fact]
    public void Every_Setting_With_A_Default_Is_Shipped_With_That_Default()
    {
        var wrong = SettingsSchema.Settings.Where(setting => !IsShipped(setting)).Select(setting => $"{setting.Key} = {setting.Default}");

        Breaches.AssertNone(wrong);
    }

    [Fact]
    public void Every_Setting_Is_Documented()
    {
        var documentation = SourceTree.Read("docs/settings.md");

        Assert.All(SettingsSchema.Settings, setting => Assert.Contains($"`{setting.Key}`", documentation, StringComparison.Ordinal));
    }

    private static bool IsShipped(Setting setting)
    {
        if (setting.IsList)
        {
            return Shipped.TryGetValue(setting.Key, out var list) && list.GetArrayLength() == 0;
        }

        if (setting.Default is null or "")
        {
            return true;
        }

        return Shipped.TryGetValue(setting.Key, out var value)
            && string.Equals(value.ToString(), Convert.ToString(setting.Default, System.Globalization.CultureInfo.InvariantCulture), StringComparison.OrdinalIgnoreCase);
    }

    private static IEnumerable<KeyValuePair<string, JsonElement>> Leaves(string prefix, JsonElement element) =>
        element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().SelectMany(property => Leaves(prefix.Length == 0 ? property.Name : $"{prefix}:{property.Name}", property.Value))
            : [new(prefix, element)];
}

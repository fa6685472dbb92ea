using System.Reflection;
using BitbucketEmulator.Control;
using BitbucketEmulator.Hosting;
using Xunit;

namespace WebPortal.Tests.BitbucketEmulator;

/// <summary>The emulator's page in the documentation names everything there is to turn.</summary>
[Trait("Level", "Unit")]
public sealed class DocumentationTests
{
    private static readonly string Text = File.ReadAllText(Find("docs/emulator.md"));

    [Fact]
    public void Every_Switch_Is_Documented() => AssertNamed(typeof(EmulatorSettings));

    [Fact]
    public void Every_Property_Of_A_Fault_Is_Documented() => AssertNamed(typeof(FaultRule));

    [Fact]
    public void Every_Person_And_Every_Setting_Is_Documented()
    {
        var state = new EmulatorState(new EmulatorOptions(), TimeProvider.System);
        var settings = typeof(EmulatorOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => $"Emulator:{property.Name}");

        Assert.All(state.World.People, person => Assert.Contains($"`{person.Username}`", Text, StringComparison.Ordinal));
        Assert.All(settings, setting => Assert.Contains($"`{setting}", Text, StringComparison.Ordinal));
    }

    private static void AssertNamed(Type type) => Assert.All(
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => SettingsJson.NameOf(property.Name)),
        name => Assert.Contains($"`{name}`", Text, StringComparison.Ordinal));

    private static string Find(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "WebPortal.sln")))
            folder = folder.Parent;
        return Path.Combine(folder!.FullName, path);
    }
}

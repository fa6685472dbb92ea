using WebPortal.Commands;
using Xunit;

namespace WebPortal.Tests.Commands;

/// <summary>What a command takes after its name, and how it refuses the rest.</summary>
[Trait("Level", "Unit")]
public sealed class CommandUsageTests
{
    private static readonly CommandUsage Usage = new("things list", "[FILE] [--from ID] [--state STATE] [--all]");

    [Fact]
    public void Operands_Options_And_Switches_Are_Told_Apart()
    {
        var options = Usage.Read(["--from", "7", "a.json", "--state=Healthy", "--state", "Ended", "--all"], out var fault);

        Assert.Equal("", fault);
        Assert.NotNull(options);
        Assert.Equal(["a.json"], options.Operands);
        Assert.Equal("7", options.Value("--from"));
        Assert.Equal(["Healthy", "Ended"], options.Values("--state"));
        Assert.True(options.Has("--all"));
        Assert.Null(options.Value("--to"));
    }

    [Theory]
    [InlineData("there is no option --form.", "--form", "7")]
    [InlineData("there is no option -a.", "-a")]
    [InlineData("--from lacks its value.", "--from")]
    [InlineData("--from lacks its value.", "--from=")]
    [InlineData("--all takes no value.", "--all=yes")]
    [InlineData("\"b.json\" is one word too many.", "a.json", "b.json")]
    public void What_Is_Not_Understood_Is_Refused_With_The_Way_To_Write_It(string reason, params string[] arguments)
    {
        Assert.Null(Usage.Read(arguments, out var fault));
        Assert.Equal($"things list: {reason} Write: WebPortal things list [FILE] [--from ID] [--state STATE] [--all]", fault);
    }

    [Fact]
    public void Settings_Are_No_Arguments_Of_The_Command()
    {
        string[] line = ["audit", "verify", "/a/file", "--Database:Provider=Sqlite", "--environment", "Development", "--against", "x"];

        Assert.Equal(["--Database:Provider=Sqlite", "--environment", "Development"], CommandSettings.Of(line));
        Assert.Equal(["audit", "verify", "/a/file", "--against", "x"], CommandSettings.Others(line));
    }

    [Fact]
    public void Without_A_Command_Everything_Is_A_Setting() =>
        Assert.Equal(["--urls", "http://localhost:1"], CommandSettings.Of(["--urls", "http://localhost:1"]));
}

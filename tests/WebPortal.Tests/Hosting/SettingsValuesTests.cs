using Microsoft.Extensions.Configuration;
using WebPortal.Hosting;
using Xunit;

namespace WebPortal.Tests.Hosting;

/// <summary>Keys are compared with the options classes themselves.</summary>
[Trait("Level", "Unit")]
public sealed class SettingsValuesTests
{
    [Theory]
    [InlineData("Portal:TrustedProxy", "Did you mean Portal:TrustedProxies?")]
    [InlineData("Portal:TrustedProxies:first", "Did you mean Portal:TrustedProxies?")]
    [InlineData("Portal:Zzzzzzzzzzzzzzzzzzz", "Remove it")]
    public void An_Unknown_Key_Is_Named_With_The_Nearest_Known_One(string key, string suggestion)
    {
        var line = Assert.Single(SettingsValues.Unknown(Of(key, "x")));

        Assert.StartsWith($"{key}: there is no such setting. {suggestion}", line);
    }

    [Theory]
    [InlineData("portal:publicaddress")]
    [InlineData("Portal:TrustedProxies:12")]
    [InlineData("Kestrel:Anything")]
    public void A_Known_Key_And_A_Foreign_Section_Pass(string key) => Assert.Empty(SettingsValues.Unknown(Of(key, "x")));

    [Fact]
    public void A_List_Written_As_One_Value_Is_Explained()
    {
        var line = Assert.Single(SettingsValues.ReplaceUnreadable(Of("Portal:TrustedProxies", "10.0.0.1")));

        Assert.Equal("Portal:TrustedProxies: is a list. Write one numbered key per entry, starting with Portal:TrustedProxies:0.", line);
    }

    [Fact]
    public void An_Empty_List_Passes() => Assert.Empty(SettingsValues.ReplaceUnreadable(Of("Portal:TrustedProxies", "")));

    [Theory]
    [InlineData("Sessions:IdleTimeout", "abc", "Write it like 00:05:00", "08:00:00")]
    [InlineData("Database:Provider", "Oracle", "Write one of: Sqlite, PostgreSql.", "Sqlite")]
    [InlineData("Database:MigrateOnStart", "yes", "Write true or false.", "True")]
    public void A_Value_That_Does_Not_Convert_Is_Named_And_Replaced_By_The_Default(string key, string value, string fix, string standIn)
    {
        var configuration = Of(key, value);

        var line = Assert.Single(SettingsValues.ReplaceUnreadable(configuration));

        Assert.StartsWith(key + ": ", line);
        Assert.EndsWith(fix, line[..(line.IndexOf(fix, StringComparison.Ordinal) + fix.Length)]);
        Assert.DoesNotContain(value, line, StringComparison.Ordinal);
        Assert.Equal(standIn, configuration[key]);
    }

    private static IConfiguration Of(string key, string value) =>
        new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build();
}

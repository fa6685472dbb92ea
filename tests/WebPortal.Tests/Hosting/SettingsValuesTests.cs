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
        var (key, line) = Assert.Single(SettingsValues.Unreadable(Of("Portal:TrustedProxies", "10.0.0.1")));

        Assert.Equal("Portal:TrustedProxies", key);
        Assert.Contains("Portal:TrustedProxies:0", line, StringComparison.Ordinal);
    }

    [Fact]
    public void An_Empty_List_Passes() => Assert.Empty(SettingsValues.Unreadable(Of("Portal:TrustedProxies", "")));

    private static IConfiguration Of(string key, string value) =>
        new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build();
}

using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using WebPortal.Hosting;
using Xunit;

namespace WebPortal.Tests.Hosting;

/// <summary>Later settings sources win over earlier ones.</summary>
[Trait("Level", "Integration")]
public sealed class SettingsSourcesTests : IDisposable
{
    private readonly DirectoryInfo _secrets = Directory.CreateTempSubdirectory("webportal-");

    [Fact]
    public void The_Settings_File_Travels_With_The_Binary()
    {
        var builder = Build([]);

        Assert.Equal("https://api.bitbucket.org/2.0/", builder.Configuration["Bitbucket:ApiBaseAddress"]);
        Assert.Null(builder.Configuration["Portal:PublicAddress"]);
    }

    [Fact]
    public void Development_Has_An_Address_That_Every_Other_Source_Overrides()
    {
        Assert.Equal("http://localhost:5080", Build([], Environments.Development).Configuration["Portal:PublicAddress"]);
        Assert.Equal("http://localhost:5080", Build([], Environments.Development).Configuration["urls"]);
        Assert.Equal("http://localhost:9", Build(["--Portal:PublicAddress=http://localhost:9"], Environments.Development).Configuration["Portal:PublicAddress"]);
    }

    [Fact]
    public void A_File_Per_Key_Overrides_The_Settings_File_Without_Its_Line_End()
    {
        File.WriteAllText(Path.Combine(_secrets.FullName, "Bitbucket__ClientSecret"), "from file\n");
        File.WriteAllText(Path.Combine(_secrets.FullName, "Bitbucket__Scopes"), "account");

        var builder = Build([$"--Portal:SecretsDirectory={_secrets.FullName}"]);

        Assert.Equal("from file", builder.Configuration["Bitbucket:ClientSecret"]);
        Assert.Equal("account", builder.Configuration["Bitbucket:Scopes"]);
    }

    [Fact]
    public void The_Command_Line_Overrides_A_File_Per_Key()
    {
        File.WriteAllText(Path.Combine(_secrets.FullName, "Bitbucket__ClientId"), "from file");

        var builder = Build([$"--Portal:SecretsDirectory={_secrets.FullName}", "--Bitbucket:ClientId=from command line"]);

        Assert.Equal("from command line", builder.Configuration["Bitbucket:ClientId"]);
    }

    [Fact]
    public void A_Settings_File_In_The_Working_Folder_Decides_Nothing()
    {
        File.WriteAllText(Path.Combine(_secrets.FullName, "appsettings.json"), """{ "Bitbucket": { "Scopes": "stray" } }""");

        var builder = Build([], contentRoot: _secrets.FullName);

        Assert.Equal("account email repository", builder.Configuration["Bitbucket:Scopes"]);
    }

    public void Dispose() => _secrets.Delete(recursive: true);

    private static WebApplicationBuilder Build(string[] arguments, string environment = "Production", string? contentRoot = null) =>
        WebApplication.CreateBuilder(new WebApplicationOptions { Args = arguments, EnvironmentName = environment, ContentRootPath = contentRoot }).AddHosting();
}

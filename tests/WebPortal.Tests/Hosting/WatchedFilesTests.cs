using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;
using WebPortal.Hosting;
using Xunit;

namespace WebPortal.Tests.Hosting;

/// <summary>The section Access follows its file; nothing else does, and a file that is broken, gone or misspelled changes nothing.</summary>
[Trait("Level", "Unit")]
public sealed class WatchedFilesTests : IDisposable
{
    private const string Before = """{ "Access": { "Administrators": [ "one", "two" ] }, "Bitbucket": { "Scopes": "account" } }""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("webportal-");
    private readonly WatchedFiles _files;
    private int _reloads;

    public WatchedFilesTests()
    {
        Write(Before);
        _files = new WatchedFiles(Source, Source);
        _files.Load();
        _files.GetReloadToken().RegisterChangeCallback(_ => _reloads++, null);
    }

    [Fact]
    public void A_Changed_List_Is_Followed_And_Only_That()
    {
        Write("""{ "Access": { "Administrators": [ "three" ] }, "Bitbucket": { "Scopes": "account email" } }""");

        _files.Follow();

        Assert.Equal(("three", null, "account"), (Value("Access:Administrators:0"), Value("Access:Administrators:1"), Value("Bitbucket:Scopes")));
        Assert.Equal(1, _reloads);
    }

    [Fact]
    public void The_Same_File_Again_Is_No_Change()
    {
        Write(Before);
        _files.Follow();

        Assert.Equal(0, _reloads);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"Access\": { \"Administrators\": [ \"th")]
    [InlineData("{ \"Access\": { \"Administators\": [ \"three\" ] } }")]
    [InlineData(null)]
    public void A_File_That_Is_Broken_Misspelled_Or_Gone_Changes_Nothing(string? content)
    {
        if (content is null)
        {
            File.Delete(Path.Combine(_folder.FullName, "settings.json"));
        }
        else
        {
            Write(content);
        }

        Assert.ThrowsAny<Exception>(_files.Follow);
        Assert.Equal(("one", "two", 0), (Value("Access:Administrators:0"), Value("Access:Administrators:1"), _reloads));
        Write("""{ "Access": { "Administrators": [ "three" ] } }""");
        _files.Follow();
        Assert.Equal("three", Value("Access:Administrators:0"));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private JsonConfigurationSource Source() =>
        new() { FileProvider = new PhysicalFileProvider(_folder.FullName), Path = "settings.json", OnLoadException = _ => { } };

    private string? Value(string key) => _files.TryGet(key, out var value) ? value : null;

    private void Write(string content) => File.WriteAllText(Path.Combine(_folder.FullName, "settings.json"), content);
}

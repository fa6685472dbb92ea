using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace WebPortal.Tests.Conventions;

/// <summary>The repository builds anywhere: nothing in it names a machine, and every command it shows exists.</summary>
[Trait("Level", "Conventions")]
public sealed partial class RepositoryTests
{
    private static readonly string[] TextFiles =
        [".cs", ".cshtml", ".csproj", ".props", ".sln", ".json", ".md", ".yml", ".yaml", ".sh", ".css", ".js", ".config", ""];

    private static IEnumerable<string> Projects => SourceTree.Files.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal));

    [Fact]
    public void Every_Project_Stands_In_The_Solution()
    {
        var solution = SourceTree.Read("WebPortal.sln").Replace('\\', '/');

        Assert.All(Projects, project => Assert.Contains($"\"{project}\"", solution, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_Project_Has_Its_Lock_File() =>
        Breaches.AssertNone(Projects.Select(project => $"{Path.GetDirectoryName(project)}/packages.lock.json").Except(SourceTree.Files));

    [Fact]
    public void No_Package_Is_Known_To_Be_Unsafe()
    {
        var unsafePackages = from path in SourceTree.Files
                             where path.EndsWith("packages.lock.json", StringComparison.Ordinal)
                             from framework in JsonDocument.Parse(SourceTree.Read(path)).RootElement.GetProperty("dependencies").EnumerateObject()
                             from package in framework.Value.EnumerateObject()
                             where package.Name.StartsWith("Microsoft.AspNetCore.DataProtection", StringComparison.OrdinalIgnoreCase)
                                 && package.Value.TryGetProperty("resolved", out var resolved) && IsUnsafe(resolved.GetString()!)
                             select $"{path}: {package.Name}";

        Breaches.AssertNone(unsafePackages);
    }

    [Theory]
    [InlineData("10.0.0", true)]
    [InlineData("10.0.6", true)]
    [InlineData("10.0.7", false)]
    [InlineData("10.0.12", false)]
    [InlineData("9.0.1", false)]
    public void The_Unsafe_Versions_Are_Told_Apart(string version, bool isUnsafe) => Assert.Equal(isUnsafe, IsUnsafe(version));

    [Fact]
    public void No_File_Names_A_Machine_Or_A_Package_Feed()
    {
        var wrong = from path in SourceTree.Files
                    where TextFiles.Contains(Path.GetExtension(path)) && !path.EndsWith($"{nameof(RepositoryTests)}.cs", StringComparison.Ordinal)
                    from line in SourceTree.Read(path).Split('\n').Index()
                    where MachinePath().IsMatch(line.Item) || PackageFeed().IsMatch(line.Item)
                    select $"{path}:{line.Index + 1}";

        Breaches.AssertNone(wrong);
    }

    [Fact]
    public void Every_Command_In_The_Documents_Exists()
    {
        var wrong = from path in SourceTree.Files
                    where path.EndsWith(".md", StringComparison.Ordinal)
                    from Match match in CommandPath().Matches(SourceTree.Read(path))
                    let target = match.Groups["path"].Value
                    where !File.Exists(Path.Combine(SourceTree.Root, target)) && !Directory.Exists(Path.Combine(SourceTree.Root, target))
                    select $"{path}: {target}";

        Breaches.AssertNone(wrong);
    }

    [Fact]
    public void Every_Link_Between_The_Documents_Leads_Somewhere()
    {
        var wrong = from path in SourceTree.Files
                    where path.EndsWith(".md", StringComparison.Ordinal)
                    from Match match in Link().Matches(SourceTree.Read(path))
                    let target = match.Groups["path"].Value
                    where !target.Contains(':', StringComparison.Ordinal) && !Path.Exists(Path.Combine(SourceTree.Root, Path.GetDirectoryName(path)!, target))
                    select $"{path}: {target}";

        Breaches.AssertNone(wrong);
    }

    private static bool IsUnsafe(string version) => Version.Parse(version.Split('-')[0]) is { Major: 10, Minor: 0, Build: < 7 };

    [GeneratedRegex(@"(?<![\w./])/(home|root|tmp|work|Users)/\w|\b[A-Z]:\\\\?\w")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"https?://[\w.-]*(nuget|artifactory|nexus|proget|jfrog)[\w.-]*", RegexOptions.IgnoreCase)]
    private static partial Regex PackageFeed();

    [GeneratedRegex(@"(?:--project|bash|dotnet (?:build|run|test)) (?<path>(?:src|tests|\.ci)/[\w./-]*\w)")]
    private static partial Regex CommandPath();

    [GeneratedRegex(@"\]\((?<path>[^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}

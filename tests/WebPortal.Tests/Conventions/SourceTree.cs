using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace WebPortal.Tests.Conventions;

/// <summary>The repository as files and syntax, read once for all convention tests.</summary>
internal static class SourceTree
{
    private static readonly HashSet<string> Skipped = ["bin", "obj", "artifacts", "data", ".git", ".vs", ".vscode", ".idea", "BenchmarkDotNet.Artifacts", "TestResults"];

    public static string Root { get; } = FindRoot();

    /// <summary>Every file of the repository by its path from the root, build output left out.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Walk(Root).Select(file => Path.GetRelativePath(Root, file)).Order(StringComparer.Ordinal)];

    /// <summary>Hand-written C# of the three programs.</summary>
    public static IReadOnlyList<SourceFile> Product { get; } = [.. Files.Where(IsProduct).Select(Parse)];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static bool IsProduct(string path) =>
        path.StartsWith("src/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal)
        && !path.Contains("/Migrations/", StringComparison.Ordinal);

    private static SourceFile Parse(string path) => new(path, CSharpSyntaxTree.ParseText(Read(path)).GetRoot());

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "WebPortal.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The convention tests run inside the repository.");
        }

        return folder.FullName;
    }

    private static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder)
            .Concat(Directory.EnumerateDirectories(folder).Where(child => !Skipped.Contains(Path.GetFileName(child))).SelectMany(Walk))
            .Where(file => Path.GetFileName(file) != ".git");
}

/// <summary>One C# file and its syntax.</summary>
internal sealed record SourceFile(string Path, SyntaxNode Syntax)
{
    public int Lines => Syntax.GetText().Lines.Count - 1;
}

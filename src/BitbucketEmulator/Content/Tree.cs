using System.Text;
using BitbucketEmulator.Seed;

namespace BitbucketEmulator.Content;

/// <summary>One entry of a folder.</summary>
internal sealed record TreeEntry(string Path, bool IsFolder, int Size);

/// <summary>A repository's files. Every commit has the same ones; their text names the commit.</summary>
internal sealed class Tree(Repository repository, Commit commit)
{
    private IEnumerable<string> Paths
    {
        get
        {
            yield return ".gitignore";
            yield return "LICENSE";
            if (HasReadme(repository))
                yield return "README.md";
            yield return "docs/index.md";
            yield return "docs/guide/start.md";
            yield return $"src/main.{Extension}";
            yield return $"src/lib/names with spaces & ümlauts.{Extension}";
        }
    }

    private string Extension => repository.Language switch
    {
        "c#" => "cs",
        "java" => "java",
        "python" => "py",
        "typescript" => "ts",
        "go" => "go",
        "kotlin" => "kt",
        "rust" => "rs",
        "php" => "php",
        "ruby" => "rb",
        _ => "txt",
    };

    /// <summary>One repository in seven has no README.</summary>
    public static bool HasReadme(Repository repository) => repository.Number % 7 != 0;

    /// <summary>Every repository has <c>large/NMB.bin</c> for any N up to 2,000; no folder lists them.</summary>
    public static long? LargeFile(string path) =>
        path.StartsWith("large/", StringComparison.Ordinal) && path.EndsWith("MB.bin", StringComparison.Ordinal)
        && int.TryParse(path.AsSpan(6, path.Length - 12), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var megabytes)
        && megabytes is > 0 and <= 2_000
            ? megabytes * 1_048_576L
            : null;

    public byte[]? Read(string path) => Paths.Contains(path) ? Encoding.UTF8.GetBytes(TextOf(path)) : null;

    /// <summary>The entries below a folder down to a depth, folders first; null when there is no such folder.</summary>
    public IReadOnlyList<TreeEntry>? List(string folder, int depth)
    {
        var prefix = folder.Length == 0 ? "" : folder + "/";
        var below = Paths.Where(path => path.StartsWith(prefix, StringComparison.Ordinal)).ToArray();
        if (below.Length == 0)
            return null;
        var folders = new SortedSet<string>(StringComparer.Ordinal);
        var files = new List<TreeEntry>();
        foreach (var path in below)
        {
            var parts = path[prefix.Length..].Split('/');
            for (var level = 1; level < parts.Length && level <= depth; level++)
                folders.Add(prefix + string.Join('/', parts.Take(level)));
            if (parts.Length <= depth)
                files.Add(new(path, false, Read(path)!.Length));
        }

        return [.. folders.Select(path => new TreeEntry(path, true, 0)), .. files];
    }

    private string TextOf(string path) => path switch
    {
        "README.md" => ReadmeText.Of(repository),
        ".gitignore" => "bin/\nobj/\n",
        "LICENSE" => "All rights reserved by a company that does not exist.\n",
        _ => $"{path} of {repository.FullName} at {commit.Hash}\n",
    };
}

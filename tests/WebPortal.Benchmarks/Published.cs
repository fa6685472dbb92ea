using System.Diagnostics;

namespace WebPortal.Benchmarks;

/// <summary>The portal and these floors as the container image has them: published for this platform, compiled ahead.</summary>
internal static class Published
{
    private static string Root { get; } = FindRoot();

    /// <returns>The folder of the portal. An existing one is used again when <paramref name="given"/> names it.</returns>
    public static async Task<string> PortalAsync(string? given) =>
        given is not null ? Path.GetFullPath(given) : await PublishAsync("src/WebPortal", "portal");

    public static Task<string> FloorsAsync() => PublishAsync("tests/WebPortal.Benchmarks", "floors");

    private static async Task<string> PublishAsync(string project, string name)
    {
        var folder = Path.Combine(Root, "artifacts", "benchmarks", name);
        using var publish = Process.Start(new ProcessStartInfo(
            "dotnet", ["publish", project, "-c", "Release", "--use-current-runtime", "-o", folder, "-nologo", "-v", "q", "-clp:ErrorsOnly"]) { WorkingDirectory = Root })!;
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? folder : throw new InvalidOperationException($"{project} could not be published.");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "WebPortal.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The benchmarks run inside the repository.");
        }

        return folder.FullName;
    }
}

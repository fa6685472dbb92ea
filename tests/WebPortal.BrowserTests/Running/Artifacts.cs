namespace WebPortal.BrowserTests.Running;

/// <summary>Where pictures and evidence of failures are kept: WEBPORTAL_ARTIFACTS, or the folder artifacts at the root of the repository.</summary>
public static class Artifacts
{
    /// <summary>The root of the repository.</summary>
    public static string Repository => FindRepository(AppContext.BaseDirectory);

    private static readonly string Root = Environment.GetEnvironmentVariable("WEBPORTAL_ARTIFACTS") is { Length: > 0 } named
        ? named
        : Path.Combine(Repository, "artifacts");

    public static string Folder(string name) => Directory.CreateDirectory(Path.Combine(Root, name)).FullName;

    public static string FileName(string text)
    {
        var name = string.Concat(text.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
        return name.Length > 120 ? name[..120] : name;
    }

    private static string FindRepository(string folder) =>
        File.Exists(Path.Combine(folder, "WebPortal.sln")) ? folder : FindRepository(Path.GetDirectoryName(folder.TrimEnd('/', '\\'))!);
}

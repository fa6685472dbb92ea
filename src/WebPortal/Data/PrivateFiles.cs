namespace WebPortal.Data;

/// <summary>Folders and files that only the portal's own account may read.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode Folder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode File = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the folder with mode 0700; an existing one is left as its owner made it.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, Folder);
        }
    }

    /// <summary>Writes a new file with mode 0600 from its first byte on.</summary>
    /// <exception cref="IOException">The file exists already.</exception>
    public static void WriteNew(string path, string content)
    {
        using var writer = OpenNew(path);
        writer.Write(content);
    }

    /// <summary>The same for content that is written bit by bit.</summary>
    /// <exception cref="IOException">The file exists already.</exception>
    public static StreamWriter OpenNew(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = File;
        }

        return new StreamWriter(path, options);
    }

    /// <summary>Gives an existing file mode 0600; one that is not there is left alone.</summary>
    public static void Restrict(string path)
    {
        if (!OperatingSystem.IsWindows() && System.IO.File.Exists(path))
        {
            System.IO.File.SetUnixFileMode(path, File);
        }
    }
}

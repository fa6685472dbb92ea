namespace Demo;

/// <summary>Where the portal of the demo keeps its database and keys; thrown away at the end unless it was named.</summary>
/// <remarks>It is the working folder while the demo runs: only at its usual place does the portal make its certificate by itself.</remarks>
internal sealed class DataFolder : IDisposable
{
    private readonly string path;
    private readonly string formerWorkingFolder = Directory.GetCurrentDirectory();
    private readonly bool isThrowAway;

    private DataFolder(string path, bool isThrowAway)
    {
        this.path = path;
        this.isThrowAway = isThrowAway;
        Directory.SetCurrentDirectory(path);
    }

    public static DataFolder Open(string? named) => named is null
        ? new(Directory.CreateTempSubdirectory("webportal-demo-").FullName, isThrowAway: true)
        : new(Directory.CreateDirectory(named).FullName, isThrowAway: false);

    public void Dispose()
    {
        Directory.SetCurrentDirectory(formerWorkingFolder);
        if (!isThrowAway)
        {
            return;
        }

        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (IOException)
        {
            // The database may still be open when the portal was cut short; the system clears its temporary folder.
        }
    }
}

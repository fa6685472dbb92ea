namespace WebPortal.Benchmarks;

/// <summary>How long and how often is measured, and what.</summary>
/// <param name="Portal">Folder of the published portal.</param>
/// <param name="Starts">Fresh starts of each side.</param>
/// <param name="Load">Time of one measurement under load.</param>
internal sealed record Options(string Portal, int Starts, TimeSpan WarmUp, TimeSpan Load)
{
    public const int Connections = 8;

    /// <summary>One start of a process that compiles on the way can be off by 1.4; both sides compile everything at first use, and collect garbage on their own threads.</summary>
    public static readonly IReadOnlyDictionary<string, string> Judged = new Dictionary<string, string>
    {
        ["DOTNET_TieredCompilation"] = "0",
        ["DOTNET_gcConcurrent"] = "0",
    };

    public static Options Read(IReadOnlyCollection<string> arguments, string portal) => arguments.Contains("--quick")
        ? new Options(portal, 2, TimeSpan.FromSeconds(0.7), TimeSpan.FromSeconds(1.2))
        : new Options(portal, 5, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2.5));
}

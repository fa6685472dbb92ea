namespace WebPortal.Commands;

/// <summary>One entry of the command line. The settings it needs must be right; all others may still be missing.</summary>
/// <param name="Usage">What may follow the name, as <see cref="CommandUsage"/> reads it; empty when nothing may.</param>
internal sealed record Command(
    string Name,
    string Summary,
    string[] NeededSections,
    Func<CommandContext, CancellationToken, Task<int>> RunAsync,
    string Usage = "",
    bool IsListed = true)
{
    public int Words => Name.Split(' ').Length;

    public bool Matches(IReadOnlyList<string> arguments) => arguments.Take(Words).SequenceEqual(Name.Split(' '), StringComparer.Ordinal);
}

namespace WebPortal.Commands;

/// <summary>One entry of the command line. The settings it needs must be right; all others may still be missing.</summary>
internal sealed record Command(
    string Name,
    string Summary,
    string[] NeededSections,
    Func<CommandContext, CancellationToken, Task<int>> RunAsync,
    bool IsListed = true)
{
    public bool Matches(IReadOnlyList<string> arguments)
    {
        var words = Name.Split(' ');
        return arguments.Take(words.Length).SequenceEqual(words, StringComparer.Ordinal);
    }
}

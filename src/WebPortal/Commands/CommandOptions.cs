namespace WebPortal.Commands;

/// <summary>The arguments of a command, sorted by what its usage says.</summary>
internal sealed class CommandOptions(IReadOnlyList<string> operands, IReadOnlyList<KeyValuePair<string, string>> options)
{
    /// <summary>What stands there without an option's name, such as a file.</summary>
    public IReadOnlyList<string> Operands => operands;

    /// <summary>Whether a switch was given.</summary>
    public bool Has(string option) => options.Any(pair => pair.Key == option);

    /// <returns>The value that was given last; null when none was.</returns>
    public string? Value(string option) => Values(option).LastOrDefault();

    /// <summary>Every value of an option that may be given several times.</summary>
    public IEnumerable<string> Values(string option) => options.Where(pair => pair.Key == option).Select(pair => pair.Value);
}

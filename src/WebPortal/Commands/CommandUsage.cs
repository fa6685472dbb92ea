using System.Text.RegularExpressions;

namespace WebPortal.Commands;

/// <summary>What a command takes after its name, read from the line that the help shows, so that the two cannot disagree.</summary>
/// <remarks><c>FILE</c> is an operand, <c>--from ID</c> an option with a value, <c>--all</c> a switch; brackets are for the reader.</remarks>
internal sealed partial class CommandUsage
{
    private readonly string _command;
    private readonly string _line;
    private readonly HashSet<string> _valued = new(StringComparer.Ordinal);
    private readonly HashSet<string> _switches = new(StringComparer.Ordinal);
    private readonly int _operands;

    public CommandUsage(string command, string line)
    {
        (_command, _line) = (command, line);
        foreach (Match part in Part().Matches(line))
        {
            if (!part.Groups["option"].Success)
            {
                _operands++;
            }
            else
            {
                (part.Groups["value"].Success ? _valued : _switches).Add(part.Groups["option"].Value);
            }
        }
    }

    /// <summary>Sorts the arguments into operands, options and switches.</summary>
    /// <returns>Null with the reason and the fix in <paramref name="fault"/> when one of them is not understood.</returns>
    public CommandOptions? Read(IReadOnlyList<string> arguments, out string fault)
    {
        var operands = new List<string>();
        var options = new List<KeyValuePair<string, string>>();
        fault = "";
        for (var at = 0; at < arguments.Count && fault.Length == 0; at++)
        {
            var (name, value) = Split(arguments[at]);
            if (name is null)
            {
                operands.Add(arguments[at]);
                fault = operands.Count > _operands ? Fault($"\"{arguments[at]}\" is one word too many.") : "";
            }
            else if (_valued.Contains(name))
            {
                value ??= ++at < arguments.Count ? arguments[at] : null;
                options.Add(KeyValuePair.Create(name, value ?? ""));
                fault = string.IsNullOrEmpty(value) ? Fault($"{name} lacks its value.") : "";
            }
            else
            {
                options.Add(KeyValuePair.Create(name, ""));
                fault = !_switches.Contains(name) ? Fault($"there is no option {name}.") : value is null ? "" : Fault($"{name} takes no value.");
            }
        }

        return fault.Length == 0 ? new CommandOptions(operands, options) : null;
    }

    private string Fault(string what) => $"{_command}: {what} Write: {$"WebPortal {_command} {_line}".TrimEnd()}";

    private static (string? Name, string? Value) Split(string argument)
    {
        if (argument.Length < 2 || argument[0] != '-')
        {
            return (null, null);
        }

        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (argument, null) : (argument[..equals], argument[(equals + 1)..]);
    }

    [GeneratedRegex("(?<option>--[a-z-]+)( (?<value>[A-Z]+))?|[A-Z]+")]
    private static partial Regex Part();
}

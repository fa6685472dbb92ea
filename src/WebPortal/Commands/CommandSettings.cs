namespace WebPortal.Commands;

/// <summary>Tells settings on the command line (<c>--Section:Key=value</c>) from the arguments of a command.</summary>
internal static class CommandSettings
{
    /// <summary>The one name without a section that the host itself reads.</summary>
    private const string Environment = "--environment";

    /// <summary>The settings among the arguments; without a command all of them are.</summary>
    public static string[] Of(string[] arguments) => CommandLine.IsCommand(arguments) ? [.. Sort(arguments).Settings] : arguments;

    /// <summary>The arguments that are not settings, in order.</summary>
    public static string[] Others(string[] arguments) => [.. Sort(arguments).Others];

    private static (List<string> Settings, List<string> Others) Sort(string[] arguments)
    {
        var sorted = (Settings: new List<string>(), Others: new List<string>());
        for (var at = 0; at < arguments.Length; at++)
        {
            var name = arguments[at].Split('=')[0];
            var isSetting = name.StartsWith("--", StringComparison.Ordinal)
                && (name.Contains(':', StringComparison.Ordinal) || name.Equals(Environment, StringComparison.OrdinalIgnoreCase));
            (isSetting ? sorted.Settings : sorted.Others).Add(arguments[at]);
            if (isSetting && name == arguments[at] && at + 1 < arguments.Length)
            {
                sorted.Settings.Add(arguments[++at]);
            }
        }

        return sorted;
    }
}

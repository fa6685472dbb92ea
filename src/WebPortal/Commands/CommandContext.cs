namespace WebPortal.Commands;

/// <summary>What a command works with: the services of the built portal, what is wrong with its settings, and where results and reasons go.</summary>
/// <param name="Services">The services of the built portal.</param>
/// <param name="SettingsFindings">One line for each setting that is wrong.</param>
/// <param name="Arguments">What follows the command's name, without settings.</param>
/// <param name="Options">The same, sorted by the command's usage.</param>
/// <param name="Output">Where results go.</param>
/// <param name="Error">Where reasons go.</param>
internal sealed record CommandContext(
    IServiceProvider Services,
    IReadOnlyList<string> SettingsFindings,
    IReadOnlyList<string> Arguments,
    CommandOptions Options,
    TextWriter Output,
    TextWriter Error)
{
    /// <summary>Where a secret comes from that must not be an argument.</summary>
    public TextReader Input { get; init; } = Console.In;
}

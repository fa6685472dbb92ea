using System.Data.Common;
using Microsoft.Extensions.Options;
using WebPortal.Data;
using WebPortal.Hosting;

namespace WebPortal.Commands;

/// <summary>Runs one command on the services of the portal, without starting the web server.</summary>
internal static class CommandLine
{
    private static readonly Command[] Commands =
    [
        new("check", "look at every setting, the keys, the database and the addresses; name each finding with its fix", [], CheckCommand.RunAsync),
        new("migrate", "bring the database up to date", ["Database"], MigrateCommand.RunAsync),
        new("keys status", "show the certificate and the keys that it wraps", ["Database", "KeyProtection"], KeysCommand.ShowStatusAsync),
        new("keys create", "make the certificate that wraps the keys; never overwrites one", ["Database", "KeyProtection"], KeysCommand.CreateAsync),
        new("audit verify", "prove that no audit record is changed or missing, in the database or in an exported file", [], AuditCommand.VerifyAsync, AuditCommand.VerifyUsage),
        new("audit export", "write audit records as lines of JSON that verify elsewhere", ["Database", "KeyProtection"], AuditCommand.ExportAsync, AuditCommand.ExportUsage),
        new("connections list", "show whose connections there are and how they stand", ["Database"], ConnectionsListCommand.RunAsync, ConnectionsListCommand.Usage),
        new("connections revoke", "end connections at once; without --yes say only what would end", ["Database"], ConnectionsRevokeCommand.RunAsync, ConnectionsRevokeCommand.Usage),
        new("connections add", "add an API token, app password or workspace's client, after trying it at Bitbucket", ["Database", "KeyProtection", "Bitbucket"], ConnectionsAddCommand.RunAsync, ConnectionsAddCommand.Usage),
        new("connections replace", "put a new credential in the place of the old one, after trying it at Bitbucket", ["Database", "KeyProtection", "Bitbucket"], ConnectionsReplaceCommand.RunAsync, ConnectionsReplaceCommand.Usage),
        new("tokens list", "show whose portal tokens there are, what they may read and when they were used", ["Database"], TokensCommand.ListAsync, TokensCommand.ListUsage),
        new("tokens revoke", "end a portal token at once", ["Database"], TokensCommand.RevokeAsync, TokensCommand.RevokeUsage),
        new("health", "ask the running portal whether it is ready, for container probes", [], HealthCommand.RunAsync, IsListed: false),
    ];

    /// <summary>True when the first argument is a word; settings on the command line begin with a dash.</summary>
    public static bool IsCommand(string[] arguments) => arguments is [var first, ..] && (!first.StartsWith('-') || first is "--help" or "-h");

    /// <summary>The exit code: 0, or 1 with the reason on <paramref name="error"/>.</summary>
    public static async Task<int> RunAsync(
        IServiceProvider services, string[] arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var words = CommandSettings.Others(arguments);
        if (Array.Find(Commands, command => command.Matches(words)) is not { } command)
        {
            return ShowList(words, output, error);
        }

        var following = words[command.Words..];
        if (new CommandUsage(command.Name, command.Usage).Read(following, out var fault) is not { } options)
        {
            await error.WriteLineAsync(fault);
            return 1;
        }

        var findings = SettingsGuard.Findings(services);
        var obstacles = findings.Where(finding => command.NeededSections.Any(section => IsAbout(finding, section))).ToList();
        if (obstacles.Count > 0)
        {
            obstacles.ForEach(error.WriteLine);
            return 1;
        }

        try
        {
            return await command.RunAsync(new CommandContext(services, findings, following, options, output, error), cancellationToken);
        }
        catch (Exception exception) when (exception is StartRefusedException or OptionsValidationException or IOException or UnauthorizedAccessException or DbException)
        {
            await error.WriteLineAsync($"{command.Name}: {exception.Message}");
            return 1;
        }
    }

    private static bool IsAbout(string finding, string section) =>
        finding.StartsWith(section + ":", StringComparison.OrdinalIgnoreCase) || finding.StartsWith("appsettings.json:", StringComparison.Ordinal);

    private static int ShowList(string[] arguments, TextWriter output, TextWriter error)
    {
        var isHelp = arguments[0] is "help" or "--help" or "-h";
        var writer = isHelp ? output : error;
        if (!isHelp)
        {
            writer.WriteLine($"There is no command \"{string.Join(' ', arguments)}\".");
        }

        writer.WriteLine("Commands (without one, the portal starts):");
        foreach (var command in Commands.Where(command => command.IsListed))
        {
            writer.WriteLine($"  {command.Name,-19} {command.Summary}");
            if (command.Usage.Length > 0)
            {
                writer.WriteLine($"  {"",-19}   {command.Usage}");
            }
        }

        return isHelp ? 0 : 1;
    }
}

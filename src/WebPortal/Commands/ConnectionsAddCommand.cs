using System.Globalization;
using WebPortal.Administration;
using WebPortal.Connections.Adding;

namespace WebPortal.Commands;

/// <summary>Adds a credential of a person, or a workspace's client, from the command line. Bitbucket is asked once; the secret comes from outside the arguments.</summary>
internal static class ConnectionsAddCommand
{
    public const string Usage =
        "--kind KIND --person UUID [--account NAME] [--ends DATE] [--workspace WORKSPACE] [--client ID] [--scopes LIST] [--secret-env VARIABLE], the secret on standard input";

    public static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var options = context.Options;
        var people = context.Services.GetRequiredService<PersonLookup>();
        if (ConnectionsArguments.ReadTypedKind(options.Value("--kind"), out var fault) is not { } kind || ConnectionsArguments.ReadDay(options.Value("--ends"), out var day, out fault) is false)
        {
            return Refuse(context, fault);
        }

        if (options.Value("--person") is not { } uuid || await people.FindAsync(uuid, cancellationToken) is not { } owner)
        {
            return Refuse(context, "say whose it is: --person with the Bitbucket UUID of somebody who has signed in here. \"connections list\" shows them.");
        }

        if (SecretInput.Read(context, out fault) is not { } secret)
        {
            return Refuse(context, fault);
        }

        var outcome = kind == "ClientCredentials"
            ? await context.Services.GetRequiredService<ClientAdding>().AddAsync(
                owner, new ClientDraft(options.Value("--workspace"), options.Value("--client"), secret, options.Value("--scopes")), null, cancellationToken)
            : await context.Services.GetRequiredService<AccountAdding>().AddAsync(
                owner, new AccountDraft(kind == "AppPassword", options.Value("--account"), secret, day), null, cancellationToken);
        return Report(context, outcome, "Added");
    }

    /// <summary>Prints the connection, or why there is none.</summary>
    public static int Report(CommandContext context, AdditionOutcome outcome, string done)
    {
        if (outcome.ConnectionId is { } id)
        {
            context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done}: Bitbucket has accepted it. Connection {id}"));
            return 0;
        }

        return Refuse(context, AdditionReasons.Of(outcome), done == "Added" ? "add" : "replace");
    }

    private static int Refuse(CommandContext context, string reason, string command = "add")
    {
        context.Error.WriteLine($"connections {command}: {reason}");
        return 1;
    }
}

using WebPortal.Connections;
using WebPortal.Connections.Adding;

namespace WebPortal.Commands;

/// <summary>Puts a new credential in the place of an old one from the command line, once Bitbucket has accepted it.</summary>
internal static class ConnectionsReplaceCommand
{
    public const string Usage = "--id GUID [--account NAME] [--ends DATE] [--secret-env VARIABLE], the secret on standard input";

    public static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var options = context.Options;
        if (!Guid.TryParse(options.Value("--id"), out var id) || await context.Services.GetRequiredService<ConnectionStatusReader>().FindAsync(id, cancellationToken) is not { } connection)
        {
            return Refuse(context, "say which connection: --id GUID. \"connections list\" shows the ids.");
        }

        if (connection.IsConsent)
        {
            return Refuse(context, "this one was made by a person's consent; nothing but their signing in again replaces it.");
        }

        if (ConnectionsArguments.ReadDay(options.Value("--ends"), out var day, out var fault) is false || SecretInput.Read(context, out fault) is not { } secret)
        {
            return Refuse(context, fault);
        }

        var outcome = connection.IsAccountSecret
            ? await context.Services.GetRequiredService<AccountAdding>().ReplaceAsync(
                id, new AccountDraft(connection.Kind == "AppPassword", options.Value("--account") ?? connection.AccountName, secret, day), null, cancellationToken)
            : await context.Services.GetRequiredService<ClientAdding>().ReplaceAsync(id, secret, null, cancellationToken);
        return ConnectionsAddCommand.Report(context, outcome, "Replaced");
    }

    private static int Refuse(CommandContext context, string reason)
    {
        context.Error.WriteLine($"connections replace: {reason}");
        return 1;
    }
}

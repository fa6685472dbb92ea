using System.Text.Json;
using WebPortal.Administration;

namespace WebPortal.Commands;

/// <summary>Prints whose connections there are, a line each, for people or as JSON.</summary>
internal static class ConnectionsListCommand
{
    public const string Usage = "[--state STATE] [--person TEXT] [--kind KIND] [--workspace WORKSPACE] [--json]";

    public static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var options = context.Options;
        if (ConnectionsArguments.ReadFilter(options, out var fault) is not { } filter)
        {
            await context.Error.WriteLineAsync($"connections list: {fault}");
            return 1;
        }

        var count = 0;
        await foreach (var row in context.Services.GetRequiredService<ConnectionListing>().ReadAsync(filter, cancellationToken))
        {
            count++;
            await context.Output.WriteLineAsync(options.Has("--json") ? JsonSerializer.Serialize(row, ConnectionsJson.Default.ListedConnection) : Line(row));
        }

        if (!options.Has("--json"))
        {
            await context.Output.WriteLineAsync(count == 1 ? "1 connection." : $"{count} connections.");
        }

        return 0;
    }

    private static string Line(ListedConnection row) =>
        $"{row.Id}  {row.State,-15}  {row.Kind,-17}  connected {row.ConnectedAt.UtcDateTime:yyyy-MM-dd}  used {row.LastUsedAt.UtcDateTime:yyyy-MM-dd}  "
        + $"{row.OwnerUuid}  {ConnectionsArguments.Printable(row.OwnerName)}";
}

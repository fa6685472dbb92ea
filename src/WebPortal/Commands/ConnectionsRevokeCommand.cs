using System.Globalization;
using WebPortal.Administration;
using WebPortal.Connections;

namespace WebPortal.Commands;

/// <summary>Ends connections from the command line, also while no portal runs; the optional steps at Bitbucket are left to the running portal.</summary>
internal static class ConnectionsRevokeCommand
{
    public const string Usage = "(--id GUID | --person TEXT | --state STATE | --all) [--spend] [--dry-run] [--yes], or --resume";

    public static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var options = context.Options;
        if (options.Has("--resume"))
        {
            return await ResumeAsync(context, cancellationToken);
        }

        if (ConnectionsArguments.ReadChoice(options, out var fault) is not { } choice)
        {
            await context.Error.WriteLineAsync($"connections revoke: {fault} Write: WebPortal connections revoke {Usage}");
            return 1;
        }

        var order = new ConnectionOrder(ConnectionOrder.Revoke, choice, options.Has("--spend"));
        var preview = await context.Services.GetRequiredService<RevocationOrders>().PreviewAsync(order, null, cancellationToken);
        if (!options.Has("--yes") || options.Has("--dry-run") || preview.Count == 0)
        {
            return Show(context, order, preview);
        }

        return await OrderAsync(context, order, preview.Count, cancellationToken);
    }

    private static int Show(CommandContext context, ConnectionOrder order, DryRun preview)
    {
        context.Output.WriteLine($"Chosen: {ConnectionsArguments.Printable(order.Choice.Words())}");
        if (preview.Count == 0)
        {
            context.Error.WriteLine("connections revoke: none of these lives, so nothing is to be revoked. \"connections list\" shows what there is.");
            return 1;
        }

        context.Output.WriteLine($"Would end: {Connections(preview.Count)} of {People(preview.People)}, with {Number(preview.OpenSessions)} open sessions");
        foreach (var row in preview.First)
        {
            context.Output.WriteLine($"  {row.Id}  {row.State,-15}  {ConnectionsArguments.Printable(row.OwnerName)}");
        }

        if (preview.Count > preview.First.Count)
        {
            context.Output.WriteLine($"  and {Number(preview.Count - preview.First.Count)} more");
        }

        context.Output.WriteLine($"Access tokens issued before are dead at Bitbucket at {preview.TokensEndAt?.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC at the latest.");
        if (context.Options.Has("--dry-run"))
        {
            return 0;
        }

        context.Error.WriteLine("Nothing has been changed. Add --yes to end them.");
        return 1;
    }

    private static async Task<int> OrderAsync(CommandContext context, ConnectionOrder order, int confirmed, CancellationToken cancellationToken)
    {
        var clock = context.Services.GetRequiredService<TimeProvider>();
        var start = clock.GetTimestamp();
        var ordered = await context.Services.GetRequiredService<RevocationOrders>().OrderAsync(order, null, confirmed, cancellationToken);
        if (ordered.RunId is not { } run)
        {
            await context.Error.WriteLineAsync($"connections revoke: there were {Number(confirmed)} a moment ago and are {Number(ordered.Count)} now. Nothing has been changed; run the command again.");
            return 1;
        }

        await context.Services.GetRequiredService<RevocationExecution>().StopAsync(run, cancellationToken);
        var done = await context.Services.GetRequiredService<RevocationDirectory>().FindAsync(run, cancellationToken);
        var seconds = clock.GetElapsedTime(start).TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);
        await context.Output.WriteLineAsync($"Stopped: {Connections(done!.Changed)}, {Number(done.SessionsEnded)} sessions, in {seconds} s. Skipped: {Number(done.Skipped)}.");
        await context.Output.WriteLineAsync(order.SpendsRefreshToken
            ? $"The running portal now spends the refresh tokens and then destroys them; see /admin/connections/runs/{run}"
            : $"All sealed values are destroyed; the certificate is at /admin/connections/runs/{run}/certificate");
        await ResumeAsync(context, cancellationToken);
        return 0;
    }

    /// <summary>Finishes what earlier commands or portals left half-way.</summary>
    private static async Task<int> ResumeAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var execution = context.Services.GetRequiredService<RevocationExecution>();
        var unfinished = await execution.FindUnfinishedAsync(cancellationToken);
        foreach (var run in unfinished)
        {
            await execution.StopAsync(run, cancellationToken);
            var done = await context.Services.GetRequiredService<RevocationDirectory>().FindAsync(run, cancellationToken);
            await context.Output.WriteLineAsync($"Finished run {run}: {Connections(done!.Changed)}, skipped: {Number(done.Skipped)}.");
        }

        if (unfinished.Count == 0 && context.Options.Has("--resume"))
        {
            await context.Output.WriteLineAsync("No run was left half-way.");
        }

        return 0;
    }

    private static string Connections(int count) => count == 1 ? "1 connection" : $"{Number(count)} connections";

    private static string People(int count) => count == 1 ? "1 person" : $"{Number(count)} people";

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}

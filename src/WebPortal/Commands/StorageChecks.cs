using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WebPortal.Connections;
using WebPortal.Data;

namespace WebPortal.Commands;

/// <summary>Looks at the database and at the certificate that opens its keys. Changes neither.</summary>
internal static class StorageChecks
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async Task<IReadOnlyList<Finding>> RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            var pending = await PendingAsync(services, limit.Token);
            return [Schema(services, pending), await KeysAsync(services, ringCanBeRead: pending == 0, limit.Token)];
        }
        catch (Exception exception) when (exception is DbException or IOException or OperationCanceledException or InvalidOperationException)
        {
            return
            [
                Finding.Bad($"database: does not answer ({exception.GetType().Name}). Check Database:ConnectionString and that the server runs."),
                await KeysAsync(services, ringCanBeRead: false, cancellationToken),
            ];
        }
    }

    private static async Task<int> PendingAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        if (services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider == DatabaseProvider.PostgreSql)
        {
            // Opening fails where a question for migrations would take an absent server for an empty database.
            var contexts = services.GetRequiredService<IDbContextFactory<PortalDbContext>>();
            await using var database = await contexts.CreateDbContextAsync(cancellationToken);
            await database.Database.OpenConnectionAsync(cancellationToken);
        }

        return (await MigrateCommand.PendingAsync(services, cancellationToken)).Count;
    }

    private static Finding Schema(IServiceProvider services, int pending)
    {
        var options = services.GetRequiredService<IOptions<DatabaseOptions>>().Value;
        var migrations = pending == 1 ? "one migration" : $"{pending} migrations";
        return pending == 0 ? Finding.Good($"database: {options.Provider} answers and is up to date")
            : options.MigrateOnStart ? Finding.Good($"database: {options.Provider} answers; the next start applies {migrations}")
            : Finding.Bad($"database: not up to date, lacks {migrations}. Run \"WebPortal migrate\", or set Database:MigrateOnStart to true.");
    }

    private static async Task<Finding> KeysAsync(IServiceProvider services, bool ringCanBeRead, CancellationToken cancellationToken)
    {
        var certificates = services.GetRequiredService<KeyCertificates>();
        if (certificates.MayBeMade && !File.Exists(certificates.CurrentPath))
        {
            return Finding.Good($"keys: the first start makes {certificates.CurrentPath}");
        }

        try
        {
            var thumbprint = KeyCertificates.Thumbprint(certificates.Current)[..16];
            if (!ringCanBeRead)
            {
                return Finding.Good($"keys: {certificates.CurrentPath} ({thumbprint}) is readable");
            }

            if (await services.GetRequiredService<KeyRingStart>().ProveAsync(cancellationToken) is > 0 and var lost)
            {
                return Finding.Bad($"keys: the key ring is empty although {lost} sealed credentials are stored. Restore the table DataProtectionKeys from "
                    + "a backup before the next start; otherwise that start makes new keys and everybody is asked to sign in again.");
            }

            var contexts = services.GetRequiredService<IDbContextFactory<PortalDbContext>>();
            await using var database = await contexts.CreateDbContextAsync(cancellationToken);
            var waiting = await KeysLoss.Waiting(database).CountAsync(cancellationToken);
            return waiting > 0 ? Finding.Bad($"keys: {waiting} connections were sealed with keys that are lost. Restore the rows of the table DataProtectionKeys from "
                + "a backup beside those that are there and restart, or let the people sign in again; /admin/connections shows who they are.")
                : Finding.Good($"keys: {certificates.CurrentPath} ({thumbprint}) is readable and every stored key opens");
        }
        catch (StartRefusedException refusal)
        {
            return Finding.Bad($"keys: {refusal.Message}");
        }
    }
}

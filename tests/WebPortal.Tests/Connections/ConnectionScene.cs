using Microsoft.EntityFrameworkCore;
using WebPortal.Bitbucket;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Connections;

/// <summary>One portal on a throw-away database, with a Bitbucket that rotates.</summary>
public abstract class ConnectionScene : IAsyncLifetime
{
    private protected PortalParts Parts { get; private set; } = null!;

    private protected RotatingBitbucket Bitbucket { get; private set; } = null!;

    private protected abstract DatabaseProvider Provider { get; }

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Parts = await PortalParts.StartAsync(Provider);
        Bitbucket = new RotatingBitbucket(Parts.Clock);
        Parts.Upstream.Answer = Bitbucket.AnswerAsync;
    }

    public async ValueTask DisposeAsync()
    {
        await Parts.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected static Task<BitbucketResult<BitbucketUser>> CallAsync(PortalParts parts, Guid connectionId) =>
        parts.Get<ConnectionAccess>().RunAsync(connectionId, (api, cancellationToken) => api.GetUserAsync(cancellationToken), Cancellation);

    private protected static string? RefreshTokenOf(PortalParts parts, Connection row) => parts.Get<CredentialSeal>().UnsealRefreshToken(row)?.Reveal();

    private protected async Task<Connection> ConnectAsync(TimeSpan lifetime, string suffix = "0", string name = "amelia") =>
        await Parts.ReadAsync((await Parts.AddConnectionAsync((await Parts.AddUserAsync(name)).Id, lifetime, suffix)).Id);

    private protected Task<Connection> ConnectExpiredAsync(string suffix = "0") => ConnectAsync(TimeSpan.FromSeconds(-1), suffix);

    private protected Task<RefreshOutcome> RefreshAsync(Connection row) =>
        Parts.Get<ConnectionRefresher>().RefreshAsync(row.Id, row.Generation, Cancellation);

    /// <summary>Another process on the same database, with the same time and the same Bitbucket.</summary>
    private protected PortalParts StartReplica()
    {
        var replica = Parts.Restart(Parts.CertificatePath);
        replica.Clock.SetUtcNow(Parts.Clock.GetUtcNow());
        replica.Upstream.Answer = Bitbucket.AnswerAsync;
        return replica;
    }

    /// <returns>Action and outcome of every audit record, in order.</returns>
    private protected async Task<List<string>> ReadAuditAsync()
    {
        await using var database = Parts.Open();
        return await database.AuditEvents.OrderBy(record => record.Id).Select(record => $"{record.Action} {record.Outcome}").ToListAsync(Cancellation);
    }

    private protected Task RefuseWritesAsync() => ExecuteAsync(Provider == DatabaseProvider.Sqlite
        ? "CREATE TRIGGER full BEFORE UPDATE ON \"Connections\" BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END"
        : """
          CREATE FUNCTION full_store() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'disk is full' USING ERRCODE = '53100'; END $$;
          CREATE TRIGGER "full" BEFORE UPDATE ON "Connections" FOR EACH ROW EXECUTE FUNCTION full_store();
          """);

    private protected Task AllowWritesAsync() => ExecuteAsync(Provider == DatabaseProvider.Sqlite
        ? "DROP TRIGGER full" : "DROP TRIGGER \"full\" ON \"Connections\"; DROP FUNCTION full_store()");

    /// <summary>A pair is at hand, and the store has refused it once.</summary>
    private protected Task UntilASaveFailedAsync() => Eventually.IsTrueAsync(() => Task.FromResult(FailedSaves > 0), "a save failed", Cancellation);

    /// <summary>Two, because the next to fail may have begun before the clock was moved.</summary>
    private protected async Task UntilAnotherSaveFailedAsync()
    {
        var before = FailedSaves;
        await Eventually.IsTrueAsync(
            () =>
            {
                Parts.Clock.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(FailedSaves > before + 1);
            },
            "another save failed",
            Cancellation);
    }

    private protected async Task UpdateAsync(Guid connectionId, Action<Connection> change)
    {
        await using var database = Parts.Open();
        change(await database.Connections.SingleAsync(row => row.Id == connectionId, Cancellation));
        await database.SaveChangesAsync(Cancellation);
    }

    private int FailedSaves => Parts.Log.Lines.Count(line => line.Contains("could not be saved", StringComparison.Ordinal));

    private async Task ExecuteAsync(string statement)
    {
        await using var database = Parts.Open();
        await database.Database.ExecuteSqlRawAsync(statement, Cancellation);
    }
}

using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Connections;
using WebPortal.Data;

namespace WebPortal.Administration;

/// <summary>Builds the certificate of a run from what is stored; it says the same whenever it is asked, apart from steps that have been taken since.</summary>
internal sealed class RevocationCertificates(
    IDbContextFactory<PortalDbContext> contexts, RevocationDirectory runs, Consent consent, TimeProvider clock)
{
    private const int Version = 1;

    /// <returns>Null when there is no such run.</returns>
    public async Task<RevocationCertificate?> BuildAsync(Guid runId, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(runId, cancellationToken) is not { } run)
        {
            return null;
        }

        return new RevocationCertificate(
            Version,
            run.Id,
            run.Action,
            run.StoppedAt is null ? "carrying-out" : run.CompletedAt is null ? "steps-pending" : "complete",
            clock.GetUtcNow(),
            run.OrderedAt,
            run.OrderedBy is { } name ? new CertificatePerson(name, run.OrderedByUuid ?? "") : null,
            run.Selection,
            run.Total,
            run.Changed,
            run.Skipped,
            run.SessionsEnded,
            run.StoppedAt,
            run.CompletedAt,
            run.Action == ConnectionOrder.Revoke ? run.TokensEndAt : null,
            [.. CertificateLimits.Of(run)],
            consent.AuthorizationsPage,
            await FindLastRecordAsync(run, cancellationToken),
            ConnectionsOfAsync(run.Id, cancellationToken));
    }

    private async IAsyncEnumerable<CertificateConnection> ConnectionsOfAsync(
        Guid runId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in runs.ReadItemsAsync(runId, cancellationToken))
        {
            yield return CertificateConnection.Of(item);
        }
    }

    /// <summary>The run names itself at the beginning of its records; the index by action finds the few that there are.</summary>
    private async Task<CertificateRecord?> FindLastRecordAsync(RunRow run, CancellationToken cancellationToken)
    {
        var beginning = $"run {run.Id}";
        string[] actions = [AuditActions.RunOrdered, AuditActions.RunStopped, AuditActions.RunCompleted];
        await using var database = contexts.CreateDbContext();
        var record = await database.AuditEvents.AsNoTracking()
            .Where(candidate => actions.Contains(candidate.Action) && candidate.Detail!.StartsWith(beginning))
            .OrderByDescending(candidate => candidate.Id)
            .Select(candidate => new { candidate.Id, candidate.Action, candidate.Hash })
            .FirstOrDefaultAsync(cancellationToken);
        return record is null ? null : new CertificateRecord(record.Id, record.Action, record.Hash is null ? null : Convert.ToHexStringLower(record.Hash));
    }
}

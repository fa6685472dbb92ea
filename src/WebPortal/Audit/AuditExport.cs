using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using WebPortal.Data;

namespace WebPortal.Audit;

/// <summary>Writes records as lines that can be verified elsewhere, and ends with a signed checkpoint. Leaves a record of its own first.</summary>
/// <remarks>What was recorded while it ran is left for the next export: the end is fixed when it begins.</remarks>
internal sealed class AuditExport(
    IDbContextFactory<PortalDbContext> contexts, AuditReader reader, AuditLog audit, KeyCertificates certificates, TimeProvider clock)
{
    /// <returns>Null when the export is whole; otherwise why the chain did not hold or there was nothing to export.</returns>
    public async Task<string?> WriteAsync(TextWriter output, AuditExportRange range, AuditActor? actor, CancellationToken cancellationToken)
    {
        var certificate = certificates.Current;
        var before = await reader.ReadHeadAsync(cancellationToken);
        if (range.From > before?.Sequence || range.To < range.From)
        {
            return FormattableString.Invariant($"there is no record in that range; the last one is {before?.Sequence}");
        }

        await RecordAsync(range, actor, cancellationToken);
        if (await reader.ReadHeadAsync(cancellationToken) is not { } head)
        {
            return "the row that holds the end of the chain is gone";
        }

        var since = range.Since is { } day ? await reader.FindFirstSinceAsync(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero), cancellationToken) ?? head.Sequence + 1 : 1;
        var header = await HeaderAsync(range, Math.Max(range.From ?? 1, since), head, cancellationToken);
        using var lines = new AuditExportWriter(output);
        return await WriteLinesAsync(lines, header, head, certificate, cancellationToken);
    }

    private async Task RecordAsync(AuditExportRange range, AuditActor? actor, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await audit.AppendAsync(database, new AuditEntry(AuditActions.AuditExport, AuditEntry.Done, actor, Detail: range.ToString()), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<AuditHeaderLine> HeaderAsync(AuditExportRange range, long from, AuditHead head, CancellationToken cancellationToken)
    {
        var before = from > head.ChainStartsAfter + 1 ? await reader.ReadHashAsync(from - 1, cancellationToken) : AuditChain.Origin;
        return new AuditHeaderLine(
            AuditExportLines.Header,
            AuditExportLines.Format,
            Now(),
            from,
            Math.Min(range.To ?? head.Sequence, head.Sequence),
            head.ChainStartsAfter,
            Convert.ToHexStringLower(before ?? AuditChain.Origin),
            range.Filter.IsNarrowed ? range.Filter : null,
            range.Filter.IsNarrowed ? AuditHeaderLine.ProvesLittle : AuditHeaderLine.ProvesAll);
    }

    private async Task<string?> WriteLinesAsync(
        AuditExportWriter lines, AuditHeaderLine header, AuditHead head, X509Certificate2 certificate, CancellationToken cancellationToken)
    {
        await lines.WriteAsync(header, cancellationToken);
        var check = new AuditChainCheck(Math.Max(header.From - 1, header.ChainStartsAfter), Convert.FromHexString(header.Before));
        AuditFinding? finding = null;
        await foreach (var record in reader.ReadAsync(header.Filter ?? AuditFilter.None, header.From, header.To, cancellationToken))
        {
            await lines.WriteRecordAsync(record, cancellationToken);
            finding ??= header.Filter is null && record.Id > header.ChainStartsAfter ? check.Next(record) : null;
        }

        var (sequence, hash) = header.Filter is null ? (check.LastId, check.LastHash) : (head.Sequence, head.Hash);
        finding ??= header.Filter is null ? End(check, header, head) : null;
        if (finding is not null)
        {
            await lines.WriteAsync(new AuditBrokenLine(AuditExportLines.Broken, finding.RecordId, finding.ToString()), cancellationToken);
            return $"{finding}; every record is written, but no checkpoint is signed";
        }

        var unsigned = new AuditCheckpoint(AuditExportLines.Checkpoint, sequence, Convert.ToHexStringLower(hash), Now(), lines.Records, lines.Digest(), "", "", "");
        await lines.WriteAsync(CheckpointSignature.Sign(unsigned, certificate), cancellationToken);
        return null;
    }

    private static AuditFinding? End(AuditChainCheck check, AuditHeaderLine header, AuditHead head) =>
        header.To == head.Sequence ? check.End(head.Sequence, head.Hash)
        : check.LastId < header.To ? new AuditFinding(check.LastId + 1, AuditFault.CutOff, header.To)
        : null;

    private string Now() => AuditChain.Time(clock.GetUtcNow());
}

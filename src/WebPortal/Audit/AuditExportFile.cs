using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WebPortal.Audit;

/// <summary>Verifies an export with nothing but the export: chain, digest and signature. Needs no database and no settings.</summary>
internal static class AuditExportFile
{
    /// <param name="input">The export.</param>
    /// <param name="thumbprint">The certificate that must have signed; null when the caller has kept none.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<AuditFileReport> VerifyAsync(TextReader input, string? thumbprint, CancellationToken cancellationToken)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var line = await input.ReadLineAsync(cancellationToken);
        if (AuditExportLines.Read<AuditHeaderLine>(line, AuditExportLines.Header) is not { Format: AuditExportLines.Format } header
            || AuditExportLines.ReadHash(header.Before) is not { } before)
        {
            return Bad($"line 1 is not the header of an audit export in the format {AuditExportLines.Format}");
        }

        var check = new AuditChainCheck(Math.Max(header.From - 1, header.ChainStartsAfter), before);
        long records = 0;
        Digest(digest, line!);
        while ((line = await input.ReadLineAsync(cancellationToken)) is not null)
        {
            if (AuditExportLines.Read<AuditCheckpoint>(line, AuditExportLines.Checkpoint) is { } checkpoint)
            {
                return await input.ReadLineAsync(cancellationToken) is null
                    ? End(header, check, checkpoint, records, digest, thumbprint)
                    : Bad(FormattableString.Invariant($"line {records + 3} stands behind the checkpoint"));
            }

            if (Next(header, check, line, records) is { } fault)
            {
                return Bad(fault);
            }

            records++;
            Digest(digest, line);
        }

        return Bad(FormattableString.Invariant($"the checkpoint is missing: the file was cut off behind line {records + 1}"));
    }

    private static string? Next(AuditHeaderLine header, AuditChainCheck check, string line, long records)
    {
        if (AuditExportLines.Read<AuditBrokenLine>(line, AuditExportLines.Broken) is { } broken)
        {
            return $"{broken.What} (found when the export was made)";
        }

        return AuditExportLines.Read<AuditRecordLine>(line, AuditExportLines.Record) is not { } read || AuditExportLines.ToRecord(read) is not { } record
            ? string.Create(CultureInfo.InvariantCulture, $"line {records + 2} is not a line of an audit export")
            : header.Filter is null && record.Id > header.ChainStartsAfter ? check.Next(record)?.ToString()
            : null;
    }

    private static AuditFileReport End(
        AuditHeaderLine header, AuditChainCheck check, AuditCheckpoint checkpoint, long records, IncrementalHash digest, string? thumbprint)
    {
        var finding = header.Filter is not null ? null
            : AuditExportLines.ReadHash(checkpoint.Hash) is { } hash ? check.End(checkpoint.Sequence, hash) : new AuditFinding(check.LastId, AuditFault.HeadDiffers);
        var fault = finding?.ToString() ?? CheckpointSignature.FindFault(checkpoint);
        fault ??= checkpoint.Digest != Convert.ToHexStringLower(digest.GetCurrentHash()) || checkpoint.Records != records ? "the lines before the checkpoint are not those that were signed" : null;
        fault ??= thumbprint is not null && !checkpoint.Thumbprint.Equals(thumbprint, StringComparison.OrdinalIgnoreCase)
            ? $"it was signed with another certificate, {checkpoint.Thumbprint}" : null;
        return fault is null ? new AuditFileReport(true, Proved(header, check, checkpoint, thumbprint), checkpoint) : Bad(fault);
    }

    private static string Proved(AuditHeaderLine header, AuditChainCheck check, AuditCheckpoint checkpoint, string? thumbprint)
    {
        var records = header.Filter is not null
            ? string.Create(CultureInfo.InvariantCulture, $"{checkpoint.Records} records, unchanged since they were signed on {checkpoint.At}; a filtered export cannot prove that no record is missing")
            : new AuditVerdict(null, Math.Max(header.From, header.ChainStartsAfter + 1), check.LastId, check.LastHash, Math.Max(0, checkpoint.Records - (check.LastId - Math.Max(header.From - 1, header.ChainStartsAfter)))).ToString();
        return thumbprint is not null
            ? $"{records}; signed with the given certificate"
            : $"{records}; signed with certificate {checkpoint.Thumbprint}, which is to be compared with the thumbprint that you have kept";
    }

    private static void Digest(IncrementalHash digest, string line) => digest.AppendData(Encoding.UTF8.GetBytes(line + "\n"));

    private static AuditFileReport Bad(string text) => new(false, text);
}

using WebPortal.Data;

namespace WebPortal.Audit;

/// <summary>Proves that the records in the database are complete and unchanged, or names the first one that is not.</summary>
internal sealed class AuditVerification(AuditReader reader)
{
    /// <summary>How often the end is followed while others write; what comes later is left for the next time.</summary>
    private const int Rounds = 3;

    public async Task<AuditVerdict> VerifyAsync(CancellationToken cancellationToken)
    {
        if (await reader.ReadHeadAsync(cancellationToken) is not { } head)
        {
            return new AuditVerdict(new AuditFinding(1, AuditFault.HeadMissing), 1, 0, AuditChain.Origin, 0);
        }

        var start = head.ChainStartsAfter;
        var earlier = await reader.CountBeforeChainAsync(start, cancellationToken);
        var check = new AuditChainCheck(start, AuditChain.Origin);
        var finding = await FollowAsync(check, head, cancellationToken);
        for (var round = 1; finding is null && round < Rounds && await reader.FindBeyondHeadAsync(cancellationToken) is null; round++)
        {
            if (await reader.ReadHeadAsync(cancellationToken) is not { } moved || moved.Sequence == check.LastId)
            {
                break;
            }

            finding = await FollowAsync(check, moved, cancellationToken);
        }

        finding ??= await reader.FindBeyondHeadAsync(cancellationToken) is { } beyond ? new AuditFinding(beyond, AuditFault.BeyondHead, check.LastId) : null;
        return new AuditVerdict(finding, start + 1, check.LastId, check.LastHash, earlier);
    }

    /// <summary>The same, and that the record a kept checkpoint signed still stands at its place.</summary>
    public async Task<AuditVerdict> VerifyAgainstAsync(AuditCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        var verdict = await VerifyAsync(cancellationToken);
        if (verdict.Finding is not null)
        {
            return verdict;
        }

        var finding = checkpoint.Sequence > verdict.LastId ? new AuditFinding(verdict.LastId + 1, AuditFault.CutOff, checkpoint.Sequence)
            : checkpoint.Sequence > 0 && await reader.ReadHashAsync(checkpoint.Sequence, cancellationToken) is var hash && !Convert.FromHexString(checkpoint.Hash).AsSpan().SequenceEqual(hash)
                ? new AuditFinding(checkpoint.Sequence, AuditFault.Rewritten)
            : null;
        return verdict with { Finding = finding };
    }

    private async Task<AuditFinding?> FollowAsync(AuditChainCheck check, AuditHead head, CancellationToken cancellationToken)
    {
        await foreach (var record in reader.ReadAsync(AuditFilter.None, check.LastId + 1, head.Sequence, cancellationToken))
        {
            if (check.Next(record) is { } finding)
            {
                return finding.Fault == AuditFault.Changed ? await FindOtherAsync(check, record, head.Sequence, finding, cancellationToken) : finding;
            }
        }

        return check.End(head.Sequence, head.Hash);
    }

    /// <summary>A changed record may be one of two that have changed places: then the other one fits here.</summary>
    private async Task<AuditFinding> FindOtherAsync(AuditChainCheck check, AuditEvent changed, long to, AuditFinding finding, CancellationToken cancellationToken)
    {
        await foreach (var later in reader.ReadAsync(AuditFilter.None, changed.Id + 1, to, cancellationToken))
        {
            if (check.BelongsInPlaceOf(changed, later))
            {
                return new AuditFinding(changed.Id, AuditFault.Swapped, later.Id);
            }
        }

        return finding;
    }
}

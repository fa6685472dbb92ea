using WebPortal.Data;

namespace WebPortal.Audit;

/// <summary>Checks records one by one, in order, from wherever they come; keeps nothing but the last hash.</summary>
/// <param name="startsAfter">The id before the first record.</param>
/// <param name="before">The hash before the first record.</param>
internal sealed class AuditChainCheck(long startsAfter, byte[] before)
{
    public long LastId { get; private set; } = startsAfter;

    public byte[] LastHash { get; private set; } = before;

    /// <returns>Null as long as the record belongs where it stands.</returns>
    public AuditFinding? Next(AuditEvent record)
    {
        if (record.Id != LastId + 1)
        {
            return new AuditFinding(LastId + 1, AuditFault.Missing, record.Id);
        }

        if (record.Hash is null)
        {
            return new AuditFinding(record.Id, AuditFault.WithoutHash);
        }

        if (!Fits(record, record.Hash))
        {
            return new AuditFinding(record.Id, AuditFault.Changed);
        }

        (LastId, LastHash) = (record.Id, record.Hash);
        return null;
    }

    /// <returns>Null when the records end where they should.</returns>
    public AuditFinding? End(long sequence, byte[] hash) =>
        sequence > LastId ? new AuditFinding(LastId + 1, AuditFault.CutOff, sequence)
        : sequence < LastId ? new AuditFinding(sequence + 1, AuditFault.BeyondHead, sequence)
        : hash.AsSpan().SequenceEqual(LastHash) ? null
        : new AuditFinding(LastId, AuditFault.HeadDiffers);

    /// <summary>Whether a later record is the one that belongs in the place of a changed one, moved with its hash or without.</summary>
    public bool BelongsInPlaceOf(AuditEvent changed, AuditEvent later)
    {
        var moved = new AuditEvent
        {
            Id = changed.Id,
            At = later.At,
            Action = later.Action,
            Outcome = later.Outcome,
            ActorId = later.ActorId,
            SubjectUserId = later.SubjectUserId,
            ConnectionId = later.ConnectionId,
            Detail = later.Detail,
            RemoteAddress = later.RemoteAddress,
        };
        return (later.Hash is not null && Fits(moved, later.Hash)) || (changed.Hash is not null && Fits(moved, changed.Hash));
    }

    private bool Fits(AuditEvent record, byte[] hash)
    {
        try
        {
            return AuditChain.Hash(LastHash, record).AsSpan().SequenceEqual(hash);
        }
        catch (ArgumentException)
        {
            // Text that the chain never takes was put there by somebody else.
            return false;
        }
    }
}

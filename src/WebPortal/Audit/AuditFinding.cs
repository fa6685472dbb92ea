using System.Globalization;

namespace WebPortal.Audit;

/// <summary>The first place where the chain does not hold.</summary>
/// <param name="RecordId">The first bad record.</param>
/// <param name="Fault">What is wrong with it.</param>
/// <param name="OtherId">The record it was swapped with, the record found in its place, or the last one that should be there.</param>
internal sealed record AuditFinding(long RecordId, AuditFault Fault, long OtherId = 0)
{
    public override string ToString()
    {
        FormattableString text = Fault switch
        {
            AuditFault.Changed => $"record {RecordId} was changed: its fields do not give its hash",
            AuditFault.Missing => $"record {RecordId} is missing: record {OtherId} stands in its place",
            AuditFault.Swapped => $"record {RecordId} was swapped with record {OtherId}",
            AuditFault.CutOff => $"record {RecordId} is missing: the log was cut off at the end, it should go on to record {OtherId}",
            AuditFault.WithoutHash => $"record {RecordId} has no hash although it belongs to the chain",
            AuditFault.HeadDiffers => $"record {RecordId} is the last one, but its hash is not the one recorded for the end of the chain",
            AuditFault.BeyondHead => $"record {RecordId} stands behind the end of the chain, which is record {OtherId}",
            AuditFault.HeadMissing => $"record {RecordId} cannot be proved: the row that holds the end of the chain is gone",
            _ => $"record {RecordId} is not the one that the checkpoint signed: the log was rewritten",
        };
        return text.ToString(CultureInfo.InvariantCulture);
    }
}

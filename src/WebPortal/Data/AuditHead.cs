namespace WebPortal.Data;

/// <summary>The end of the audit chain, in one row whose lock puts writers in order.</summary>
internal sealed class AuditHead
{
    public const int OnlyId = 1;

    public int Id { get; set; } = OnlyId;

    /// <summary>The id of the last record.</summary>
    public long Sequence { get; set; }

    /// <summary>The hash of the last record; of 32 zero bytes before the first.</summary>
    public required byte[] Hash { get; set; }

    /// <summary>Records up to this id were written before there was a chain.</summary>
    public long ChainStartsAfter { get; set; }
}

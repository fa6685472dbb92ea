namespace WebPortal.Audit;

/// <summary>What can be wrong with a record or with the end of the chain.</summary>
internal enum AuditFault
{
    /// <summary>The fields do not give the stored hash.</summary>
    Changed,

    /// <summary>The record after it is there, but not this one.</summary>
    Missing,

    /// <summary>Two records have changed places.</summary>
    Swapped,

    /// <summary>The head counts more records than there are.</summary>
    CutOff,

    /// <summary>A record of the chain has no hash.</summary>
    WithoutHash,

    /// <summary>The last hash is not the one that is recorded for the end.</summary>
    HeadDiffers,

    /// <summary>The record stands after the end that the head tells.</summary>
    BeyondHead,

    /// <summary>The row of the head is gone.</summary>
    HeadMissing,

    /// <summary>A kept checkpoint is not what the database holds at its place.</summary>
    Rewritten,
}

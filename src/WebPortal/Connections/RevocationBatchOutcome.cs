namespace WebPortal.Connections;

/// <summary>How one batch of a run went.</summary>
internal enum RevocationBatchOutcome
{
    /// <summary>Done and saved; there may be more.</summary>
    Taken,

    /// <summary>Somebody changed one of the rows meanwhile; nothing was saved, and the same batch is to be tried again.</summary>
    Overtaken,

    /// <summary>Nothing is left to stop, and the run says so.</summary>
    Finished,

    /// <summary>Another process works on the run now.</summary>
    LeaseLost,
}

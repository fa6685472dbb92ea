namespace WebPortal.Data;

/// <summary>What a connection can be used for now.</summary>
internal enum ConnectionState
{
    Healthy,

    /// <summary>A passing fault; the next try is known.</summary>
    Retrying,

    /// <summary>The person must consent again.</summary>
    ReconnectNeeded,

    /// <summary>An administrator stopped its use; reversible.</summary>
    Suspended,

    /// <summary>The stored credential is destroyed.</summary>
    Ended,
}

namespace WebPortal.Data;

/// <summary>A workspace that a connection's owner belonged to when it was last looked at; kept so that administrators find people by it.</summary>
internal sealed class ConnectionWorkspace
{
    public Guid ConnectionId { get; set; }

    /// <summary>Lower case.</summary>
    public required string Slug { get; set; }
}

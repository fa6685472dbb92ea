namespace WebPortal.Connections.Adding;

/// <summary>A workspace's client as an administrator typed it. Prints without the secret.</summary>
/// <param name="Scopes">Separated by spaces.</param>
internal sealed record ClientDraft(string? Workspace, string? ClientId, string? Secret, string? Scopes)
{
    public override string ToString() => "[client credentials]";
}

namespace WebPortal.Audit;

/// <summary>Whose rights, or which connection's usability, an audit record says have changed.</summary>
internal sealed record AuditChange(string Action, Guid? SubjectUserId, Guid? ConnectionId)
{
    /// <summary>Too much has happened to tell it one by one, or it is not known what: nothing remembered may be trusted.</summary>
    public static readonly AuditChange Everything = new("everything", null, null);

    /// <summary>No single person or connection is named, because all are meant.</summary>
    public bool ConcernsEverybody => this == Everything || Action == AuditActions.SessionsEnd || Action == AuditActions.KeysLost || Action == AuditActions.KeysFound;
}

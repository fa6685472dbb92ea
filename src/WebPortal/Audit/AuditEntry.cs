namespace WebPortal.Audit;

/// <summary>What is to be recorded. Holds no token, no code and no upstream text.</summary>
/// <param name="Action">One of <see cref="AuditActions"/>.</param>
/// <param name="Outcome"><c>done</c>, or the reason of a refusal.</param>
internal sealed record AuditEntry(
    string Action,
    string Outcome,
    AuditActor? Actor = null,
    Guid? SubjectUserId = null,
    Guid? ConnectionId = null,
    string? Detail = null)
{
    public const string Done = "done";
}

namespace WebPortal.Audit;

/// <summary>Who acts: a signed-in person, or an anonymous visitor when <paramref name="UserId"/> is null.</summary>
internal sealed record AuditActor(Guid? UserId, string? RemoteAddress);

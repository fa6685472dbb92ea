using WebPortal.Audit;
using WebPortal.Connections;

namespace WebPortal.Authentication;

/// <summary>Names the one who acts in a request, for the audit log.</summary>
internal static class HttpContextActor
{
    public static AuditActor ToActor(this HttpContext http) =>
        http.ToActor(http.User.Identity?.IsAuthenticated == true ? http.User.GetUserId() : null);

    public static AuditActor ToActor(this HttpContext http, Guid? userId) => new(userId, http.RemoteAddress());

    public static string? RemoteAddress(this HttpContext http) => http.Connection.RemoteIpAddress?.ToString();
}

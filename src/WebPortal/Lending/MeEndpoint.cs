using System.Security.Claims;
using WebPortal.Connections;

namespace WebPortal.Lending;

/// <summary><c>GET /api/v1/me</c>.</summary>
internal static class MeEndpoint
{
    public static async Task<IResult> GetAsync(HttpContext http, ConnectionStatusReader connections, CancellationToken cancellationToken)
    {
        if (ApiParameters.FindFault(http.Request.Query, []) is { } fault)
        {
            return fault;
        }

        var person = http.User;
        var status = person.TryGetConnectionId(out var connectionId) ? await connections.FindAsync(connectionId.Value, cancellationToken) : null;
        var answer = new MeAnswer(
            person.FindFirst(PortalClaims.BitbucketUuid)?.Value,
            person.FindFirst(PortalClaims.AccountId)?.Value,
            person.FindFirst(ClaimTypes.Name)?.Value,
            status is null ? null : MeAnswer.ConnectionAnswer.Of(status));
        return TypedResults.Json(answer, LendingJson.Default.MeAnswer);
    }
}

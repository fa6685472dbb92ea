namespace WebPortal.Tests.Checks;

/// <summary>Who gets what from which route. A route of the running portal without a row here fails the run.</summary>
/// <remarks>
/// Columns: anonymous visitor, person, auditor, administrator. A person's session that was ended counts as anonymous.
/// 302 of an anonymous visitor is the way to the sign-in form.
/// </remarks>
internal static class AccessTable
{
    public static readonly IReadOnlyList<Row> Rows =
    [
        new("GET", "/", 200, 302, 302, 302),
        new("GET", "/signin", 302, 302, 302, 302),
        new("POST", "/signin", 302, 302, 302, 302),
        new("GET", "/signout", 302, 302, 302, 302),
        new("POST", "/signout", 302, 302, 302, 302),
        new("GET", "/language", 302, 302, 302, 302),
        new("POST", "/language", 302, 302, 302, 302),
        new("GET", "/error", 404, 404, 404, 404),
        new("POST", "/error", 404, 404, 404, 404),
        new("GET", "/repositories/{workspace?}", 302, 200, 200, 200),
        new("POST", "/repositories/{workspace?}", 302, 302, 302, 302),

        // Without a choice there is nothing to mark, and it leads back.
        new("POST", "/repositories/marks", 302, 302, 302, 302),
        new("GET", "/events/repositories", 302, 200, 200, 200),
        new("GET", "/repositories/{workspace}/{slug}", 302, 200, 200, 200),
        new("GET", "/account", 302, 200, 200, 200),
        new("GET", "/account/delete", 302, 200, 200, 200),
        new("POST", "/account/delete", 302, 302, 302, 302),
        new("GET", "/account/disconnect", 302, 200, 200, 200),
        new("POST", "/account/disconnect", 302, 302, 302, 302),
        new("GET", "/account/connections/add-token", 302, 200, 200, 200),
        new("POST", "/account/connections/add-token", 302, 200, 200, 200),
        new("GET", "/account/connections/add-app-password", 302, 200, 200, 200),
        new("POST", "/account/connections/add-app-password", 302, 200, 200, 200),

        // Nobody here has a credential that could be replaced or chosen.
        new("GET", "/account/connections/{id:guid}/replace", 302, 404, 404, 404),
        new("POST", "/account/connections/{id:guid}/replace", 302, 404, 404, 404),
        new("GET", "/account/connections/{id:guid}/default", 302, 302, 302, 302),
        new("POST", "/account/connections/{id:guid}/default", 302, 404, 404, 404),
        new("GET", "/account/sessions/{id:guid}/end", 302, 302, 302, 302),
        new("POST", "/account/sessions/{id:guid}/end", 302, 404, 404, 404),
        new("GET", "/account/sessions/end-others", 302, 302, 302, 302),
        new("POST", "/account/sessions/end-others", 302, 302, 302, 302),
        new("GET", "/account/tokens/new", 302, 200, 200, 200),
        new("POST", "/account/tokens/new", 302, 400, 400, 400),
        new("GET", "/account/tokens/{id:guid}/revoke", 302, 404, 404, 404),
        new("POST", "/account/tokens/{id:guid}/revoke", 302, 404, 404, 404),
        new("GET", "/admin/tokens", 302, 403, 200, 200),
        new("GET", "/admin/tokens/{id:guid}/revoke", 302, 403, 403, 404),
        new("POST", "/admin/tokens/{id:guid}/revoke", 302, 403, 403, 404),
        new("GET", "/admin/sessions", 302, 403, 200, 200),

        // Without a choice there is nothing to end.
        new("GET", "/admin/sessions/end", 302, 403, 403, 404),
        new("POST", "/admin/sessions/end", 302, 403, 403, 404),
        new("GET", "/admin/health", 302, 403, 200, 200),
        new("GET", "/admin/connections", 302, 403, 200, 200),
        new("GET", "/admin/connections/{id:guid}", 302, 403, 200, 200),
        new("GET", "/admin/connections/change", 302, 403, 403, 200),
        new("POST", "/admin/connections/change", 302, 403, 403, 302),
        new("GET", "/admin/connections/add", 302, 403, 403, 200),
        new("POST", "/admin/connections/add", 302, 403, 403, 200),
        new("GET", "/admin/connections/{id:guid}/replace", 302, 403, 403, 404),
        new("POST", "/admin/connections/{id:guid}/replace", 302, 403, 403, 404),
        new("GET", "/admin/connections/runs", 302, 403, 200, 200),
        new("GET", "/admin/connections/runs/{id:guid}", 302, 403, 200, 200),
        new("GET", "/admin/connections/runs/{id:guid}/certificate", 302, 403, 200, 200),
        new("GET", "/admin/connections/runs/{id:guid}/certificate.json", 302, 403, 200, 200),
        new("GET", "/admin/audit", 302, 403, 200, 200),
        new("GET", "/admin/audit/export", 302, 403, 302, 302),
        new("POST", "/admin/audit/export", 302, 403, 200, 200),
        new("GET", "/health/live", 200, 200, 200, 200),
        new("GET", "/health/ready", 200, 200, 200, 200),
        new("GET", "/api/v1/me", 401, 200, 200, 200),
        new("GET", "/api/v1/workspaces", 401, 200, 200, 200),
        new("GET", "/api/v1/repositories", 401, 200, 200, 200),
        new("GET", "/api/v1/workspaces/{workspace}/repositories", 401, 200, 200, 200),

        // For portal tokens only: no session opens it.
        new("GET", "/api/bitbucket/2.0/{**path}", 401, 401, 401, 401),
    ];

    internal sealed record Row(string Verb, string Pattern, int Anonymous, int Person, int Auditor, int Administrator);
}

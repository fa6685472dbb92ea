using WebPortal.BrowserTests.Pages;
using WebPortal.BrowserTests.Running;

namespace WebPortal.BrowserTests.Scenes;

/// <summary>A portal in which every designed state can be looked at: some people's calls fail, and one connection was revoked.</summary>
public sealed class SceneFixture : PortalFixture
{
    private static readonly string[] Reasons =
    [
        "malformed", "unknown-state", "expired", "other-browser", "already-used", "refused-by-bitbucket", "code-refused", "client-refused", "unusable-answer", "failed",
    ];

    private readonly SemaphoreSlim gate = new(1, 1);
    private IReadOnlyList<Scene>? scenes;

    public async Task<IReadOnlyList<Scene>> ScenesAsync()
    {
        await gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return scenes ??= await PrepareAsync();
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<IReadOnlyList<Scene>> PrepareAsync()
    {
        await Emulator.FailAsync(
            new { person = "greta", pathPrefix = "/2.0/repositories", status = 503 },
            new { person = "iris", pathPrefix = "/2.0/user/workspaces", status = 401 },
            new { person = "hana", pathPrefix = "/2.0/repositories", status = 403, contentType = "application/json", body = MissingScope });
        await using (await OpenAsAsync("bogdan"))
        {
            await using var juno = await OpenAsAsync("juno");
            await using var chidi = await OpenAsAsync("chidi");
        }

        await using var amelia = await OpenAsAsync("amelia");
        await TokenScenes.MakeAsync(amelia);
        var connections = new ConnectionsPage(amelia.Page);
        await amelia.GoAsync("/admin/connections?person=juno");
        await connections.Rows.GetByRole(Microsoft.Playwright.AriaRole.Link).ClickAsync();
        await amelia.Page.WaitForURLAsync(address => !address.Contains('?', StringComparison.Ordinal));
        var revoked = amelia.Address;
        await connections.RevokeAsync(spends: true);
        var run = amelia.Address;
        await amelia.GoAsync("/admin/connections?person=bogdan");
        await connections.Rows.GetByRole(Microsoft.Playwright.AriaRole.Link).ClickAsync();
        await amelia.Page.WaitForURLAsync(address => !address.Contains('?', StringComparison.Ordinal));
        var suspended = amelia.Address;
        await connections.SuspendAsync();
        await amelia.GoAsync("/admin/connections?person=chidi");
        await connections.Rows.GetByRole(Microsoft.Playwright.AriaRole.Link).ClickAsync();
        await amelia.Page.WaitForURLAsync(address => !address.Contains('?', StringComparison.Ordinal));
        Forget("bogdan");
        return [.. Anonymous(), .. SignedIn(), .. Administration(revoked, amelia.Address), .. Orders(amelia.Address.Split('/')[^1], suspended, run), .. Audit(), .. Scene.Variants(GermanScenes.All(amelia.Address)), .. RepositoryScenes.All(), .. Scene.Variants(TokenScenes.All()), .. Scene.Variants(CredentialScenes.All())];
    }

    private static IEnumerable<Scene> Anonymous()
    {
        yield return new("front", null, "/", 200, "What is stored here");
        yield return new("front-on-the-way", null, "/account", 200, "Sign in first");
        yield return new("front-signed-out", null, "/?notice=signed-out", 200, "You are signed out");
        yield return new("front-disconnected", null, $"/?notice=disconnected&until={DateTimeOffset.UtcNow.AddHours(2).ToUnixTimeSeconds()}", 200, "App authorizations") { IsVariant = true };
        foreach (var reason in Reasons)
        {
            yield return new($"signin-{reason}", null, $"/signin?reason={reason}", 400, "What you can do") { IsVariant = true };
        }

        foreach (var reason in new[] { "denied", "account-scope-missing", "not-a-member" })
        {
            yield return new($"signin-{reason}", null, $"/signin?reason={reason}", 403, "What you can do");
        }

        yield return new("signin-unavailable", null, "/signin?reason=unavailable", 503, "Bitbucket cannot be reached");
        yield return new("error-not-found", null, "/error", 404, "There is nothing here");
    }

    private static IEnumerable<Scene> SignedIn()
    {
        yield return new("repositories-partial", "amelia", "/repositories", 200, "3 of 4 workspaces read");
        yield return new("repositories-workspace", "amelia", "/repositories/northlight", 200, "Complete");
        yield return new("repositories-hostile", "amelia", "/repositories/atelier", 200, "<script>alert('name')</script>");
        yield return new("repositories-filtered", "amelia", "/repositories/northlight?query=ferry&visibility=private&sort=name&pageSize=25", 200, "Clear all");
        yield return new("repositories-nothing-matches", "amelia", "/repositories?query=nothing-is-called-this", 200, "Nothing matches");
        yield return new("repositories-behind-last-page", "amelia", "/repositories?page=999", 200, "This page is empty") { IsVariant = true };
        yield return new("repositories-faulty-address", "amelia", "/repositories?pageSize=many&sort=colour", 200, "not understood");
        yield return new("repositories-complete", "chidi", "/repositories", 200, "Complete");
        yield return new("repositories-many-workspaces", "daphne", "/repositories", 200, "40 of 40 workspaces");
        yield return new("repositories-right-to-left", "farid", "/repositories", 200, "فريد");
        yield return new("repositories-no-workspace", "elif", "/repositories", 200, "You are in no workspace");
        yield return new("repositories-none-yet", "kofi", "/repositories", 200, "No repositories yet");
        yield return new("repositories-all-failed", "greta", "/repositories", 200, "Nothing could be read");
        yield return new("repositories-missing-scope", "hana", "/repositories", 200, "Your consent does not cover repositories");
        yield return new("repositories-reconnect", "iris", "/repositories", 200, "Reconnect your Bitbucket account");
        yield return new("repositories-unknown-workspace", "amelia", "/repositories/nosuch", 404, "There is nothing here");
        yield return new("account", "amelia", "/account", 200, "administrator");
        yield return new("account-reconnect", "iris", "/account", 200, "Reconnect");
        yield return new("account-session-ended", "amelia", "/account?notice=session-ended", 200, "The session is ended");
        yield return new("account-delete", "amelia", "/account/delete", 200, "What is deleted, at once and for good");
        yield return new("account-disconnect", "amelia", "/account/disconnect", 200, "What stays at Bitbucket");
    }

    private static IEnumerable<Scene> Administration(string revoked, string living)
    {
        yield return new("connections", "amelia", "/admin/connections", 200, "connections");
        yield return new("connections-found", "amelia", "/admin/connections?person=bogdan", 200, "1 connection");
        yield return new("connections-not-found", "amelia", "/admin/connections?person=nobody-has-this-name", 200, "Nothing found");
        yield return new("connections-ended", "amelia", "/admin/connections?state=ended", 200, "Ended");
        yield return new("connections-filtered", "amelia", "/admin/connections?person=a&kind=authorizationcode&scope=account&connected=0&unused=0&dies=100&sort=person", 200, "Clear all");
        yield return new("connections-sorted", "amelia", "/admin/connections?sort=dies", 200, "Next death") { IsVariant = true };
        yield return new("connections-lost-place", "amelia", "/admin/connections?cursor=nonsense", 200, "not there any more") { IsVariant = true };
        yield return new("connections-misunderstood", "amelia", "/admin/connections?state=colour", 200, "is not understood") { IsVariant = true };
        yield return new("connections-auditor", "liora", "/admin/connections", 200, "You are an auditor");
        yield return new("health", "amelia", "/admin/health", 200, "All is well");
        yield return new("health-forbidden", "chidi", "/admin/health", 403, "This needs an administrator") { IsVariant = true };
        yield return new("connection", "amelia", living, 200, "Revoke…");
        yield return new("connection-auditor", "liora", living, 200, "What it opens") { IsVariant = true };
        yield return new("connection-revoked", "amelia", revoked, 200, "Revoked by an administrator");
        yield return new("connection-unknown", "amelia", "/admin/connections/00000000-0000-0000-0000-000000000000", 404, "There is nothing here");
        yield return new("sessions", "amelia", "/admin/sessions", 200, "Every browser that is signed in now");
        yield return new("sessions-auditor", "liora", "/admin/sessions?person=bogdan", 200, "You are an auditor") { IsVariant = true };
        yield return new("sessions-not-found", "amelia", "/admin/sessions?person=nobody-has-this-name", 200, "Nobody found");
        yield return new("sessions-end-everybody", "amelia", "/admin/sessions/end?all=true", 200, "Only the browser you are using now stays signed in");
        yield return new("connections-forbidden", "chidi", "/admin/connections", 403, "This needs an administrator") { IsVariant = true };
    }

    private static IEnumerable<Scene> Orders(string living, string suspended, string run)
    {
        yield return new("connection-suspended", "amelia", suspended, 200, "by an administrator");
        yield return new("account-suspended", "bogdan", "/account", 200, "An administrator has stopped the use of this connection");
        yield return new("change-revoke", "amelia", $"/admin/connections/change?action=revoke&id={living}", 200, "Also at Bitbucket");
        yield return new("change-suspend", "amelia", $"/admin/connections/change?action=suspend&id={living}", 200, "Nothing is destroyed") { IsVariant = true };
        yield return new("change-resume", "amelia", $"/admin/connections/change?action=resume&id={suspended.Split('/')[^1]}", 200, "nothing was lost") { IsVariant = true };
        yield return new("change-revoke-all", "amelia", "/admin/connections/change?action=revoke&all=true", 200, "Whose they are");
        yield return new("change-suspend-all", "amelia", "/admin/connections/change?action=suspend&all=true", 200, "your own among them") { IsVariant = true };
        yield return new("change-none-fits", "amelia", $"/admin/connections/change?action=resume&id={living}", 200, "Nothing to resume") { IsVariant = true };
        yield return new("change-nothing-chosen", "amelia", "/admin/connections/change", 200, "Nothing was chosen");
        yield return new("change-auditor", "liora", $"/admin/connections/change?action=revoke&id={living}", 403, "This needs an administrator") { IsVariant = true };
        yield return new("runs", "amelia", "/admin/connections/runs", 200, "Suspension of 1 connection");
        yield return new("run", "amelia", run, 200, "Refresh token spent");
        yield return new("run-auditor", "liora", run, 200, "Refresh token spent") { IsVariant = true };
        yield return new("certificate", "amelia", run + "/certificate", 200, "What could not be done");
    }

    private static IEnumerable<Scene> Audit()
    {
        yield return new("audit", "amelia", "/admin/audit", 200, "Signed in");
        yield return new("audit-auditor", "liora", "/admin/audit?person=juno", 200, "Export what is found") { IsVariant = true };
        yield return new("audit-nothing", "amelia", "/admin/audit?person=nobody-has-this-name&from=2020-01-01", 200, "Nothing found");
        yield return new("audit-not-understood", "amelia", "/admin/audit?from=yesterday", 200, "is not understood");
        yield return new("audit-forbidden", "chidi", "/admin/audit", 403, "This needs an administrator") { IsVariant = true };
    }

    private const string MissingScope =
        """
        {"type":"error","error":{"message":"Your credentials lack one or more required privilege scopes.","detail":{"granted":["account","email"],"required":["repository"]}}}
        """;
}

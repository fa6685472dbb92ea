namespace WebPortal.BrowserTests.Scenes;

/// <summary>The forms by which other kinds of credential come in.</summary>
internal static class CredentialScenes
{
    public static IEnumerable<Scene> All()
    {
        yield return new("credential-token", "amelia", "/account/connections/add-token", 200, "API token");
        yield return new("credential-client", "amelia", "/admin/connections/add", 200, "Client secret");
        yield return new("de-credential-token", "amelia", "/account/connections/add-token", 200, "API-Token", "de");
        yield return new("credential-app-password", "amelia", "/account/connections/add-app-password", 200, "28 July 2026");
    }
}

namespace WebPortal.BrowserTests.Scenes;

/// <summary>The pages in German, whose words are longer than the English ones: they must fit all the same.</summary>
internal static class GermanScenes
{
    public static IEnumerable<Scene> All(string living)
    {
        yield return new("de-front", null, "/", 200, "Was hier gespeichert wird", "de");
        yield return new("de-signin-not-a-member", null, "/signin?reason=not-a-member", 403, "Was Sie tun können", "de");
        yield return new("de-account", "amelia", "/account", 200, "Bitbucket würde sie am", "de");
        yield return new("de-connections", "amelia", "/admin/connections", 200, "Verbindungen", "de");
        yield return new("de-change-revoke", "amelia", $"/admin/connections/change?action=revoke&id={living.Split('/')[^1]}", 200, "Das lässt sich nicht rückgängig machen", "de");
        yield return new("de-audit", "amelia", "/admin/audit", 200, "Angemeldet", "de");
        yield return new("de-health", "amelia", "/admin/health", 200, "Schlüsselring", "de");
    }
}

namespace WebPortal.BrowserTests.Scenes;

/// <summary>The page of one repository: whole, empty, hostile and not there.</summary>
internal static class RepositoryScenes
{
    public static IEnumerable<Scene> All()
    {
        yield return new("repository", "amelia", "/repositories/northlight/payments-gw", 200, "Last commits");
        yield return new("repository-empty", "amelia", "/repositories/northlight/new-idea", 200, "Nothing has been pushed yet");
        yield return new("repository-hostile", "amelia", "/repositories/atelier/script-tag", 200, "Last commits");
        yield return new("de-repository-unknown", "amelia", "/repositories/northlight/nosuch", 404, "gehört nicht zu Ihren", "de");
    }
}

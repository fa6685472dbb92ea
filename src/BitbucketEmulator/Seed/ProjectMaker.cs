namespace BitbucketEmulator.Seed;

/// <summary>Gives every workspace its projects.</summary>
internal static class ProjectMaker
{
    public static IReadOnlyList<Project> Make(Workspace workspace)
    {
        var day = workspace.CreatedOn.AddDays(3);
        Project Of(string key, string name, string description = "", bool isPrivate = true) =>
            new(workspace, key, name, description, isPrivate, day);
        return workspace.Slug switch
        {
            "northlight" =>
            [
                Of("CORE", "Core services", "What every parcel passes through", isPrivate: false),
                Of("OPS", "Operations", "Depots, docks & drivers"),
                Of("DATA", "Data & forecasts"),
                Of("SITE", "Public site", isPrivate: false),
                Of("LAB", "Laboratory 🔬", "Ideas that may go nowhere"),
            ],
            "atelier" =>
            [
                Of("XSS", "<img src=x onerror=alert('project')>", "\"><svg onload=alert(1)>"),
                Of("INTL", "Ünïcödé – 多语言 – עברית"),
            ],
            _ => [Of("PROJ", $"{workspace.Name} project", isPrivate: workspace.IsPrivate)],
        };
    }
}

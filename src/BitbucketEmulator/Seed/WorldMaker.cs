using BitbucketEmulator.Hosting;

namespace BitbucketEmulator.Seed;

/// <summary>Puts the fixed people and workspaces together with as many generated ones as the settings ask for.</summary>
internal static class WorldMaker
{
    public static World Make(ScaleOptions scale, IEnumerable<ClientOptions> clients, DateTimeOffset now)
    {
        // Whole days, so that the ages of things do not depend on the minute of the start.
        var start = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var people = SeededPeople.Create(start);
        var workspaces = SeededWorkspaces.Create(people, start);
        AddGenerated(scale, people, workspaces, start);
        return new World(people, workspaces, clients, start);
    }

    private static void AddGenerated(ScaleOptions scale, List<Person> people, List<Workspace> workspaces, DateTimeOffset start)
    {
        var maker = new RepositoryMaker(start);
        var generated = new List<Workspace>(scale.Workspaces);
        for (var number = 1; number <= scale.Workspaces; number++)
        {
            var workspace = new Workspace($"scale-{number:00000}", $"Scale workspace {number}", workspaces.Count, start.AddDays(-300), owner => maker.Make(owner, scale.RepositoriesPerWorkspace));
            workspace.Projects = ProjectMaker.Make(workspace);
            workspaces.Add(workspace);
            generated.Add(workspace);
        }

        for (var number = 1; number <= scale.People; number++)
        {
            var person = Person.Create($"person-{number:000000}", NameOf(number), start, purpose: "Generated for load tests.");
            people.Add(person);
            generated[number % generated.Count].Add(person, number <= generated.Count ? WorkspaceRole.Owner : WorkspaceRole.Member);
            if (generated.Count > 1)
                generated[(number + 1) % generated.Count].Add(person, WorkspaceRole.Member);
        }
    }

    private static string NameOf(int number) =>
        $"{Words.Givens[number % Words.Givens.Count]} {Words.Families[number / Words.Givens.Count % Words.Families.Count]} {number}";
}

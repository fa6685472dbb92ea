namespace BitbucketEmulator.Seed;

/// <summary>The workspaces every start has, and who is in them.</summary>
internal static class SeededWorkspaces
{
    public const int NorthlightRepositories = 1_240;
    public const int GuildCount = 40;

    public static List<Workspace> Create(IReadOnlyList<Person> people, DateTimeOffset start)
    {
        Person Who(string username) => people.First(person => person.Username == username);
        var workspaces = new List<Workspace>();
        Workspace Open(string slug, string name, int repositories, bool personal = false, bool isPrivate = true, bool fails = false)
        {
            var makers = new RepositoryMaker(start);
            var workspace = new Workspace(slug, name, workspaces.Count, start.AddDays(-900 - (workspaces.Count * 13)), owner => makers.Make(owner, repositories))
            {
                IsPersonal = personal,
                IsPrivate = isPrivate,
                ListingFails = fails,
            };
            workspace.Projects = ProjectMaker.Make(workspace);
            workspaces.Add(workspace);
            return workspace;
        }

        Open("northlight", "Northlight Logistics", NorthlightRepositories, isPrivate: false)
            .Add(Who("amelia"), WorkspaceRole.Owner).Add(Who("liora"), WorkspaceRole.Owner)
            .Add(Who("bogdan"), WorkspaceRole.CreateProject).Add(Who("chidi"), WorkspaceRole.Member, readOnly: true)
            .Add(Who("farid"), WorkspaceRole.Member).Add(Who("greta"), WorkspaceRole.Member).Add(Who("hana"), WorkspaceRole.Member);
        Open("atelier", "Atelier <b>Zürich</b> & \"Söhne\" 🎨", HostileNames.All.Count)
            .Add(Who("hana"), WorkspaceRole.Owner).Add(Who("amelia"), WorkspaceRole.CreateProject)
            .Add(Who("iris"), WorkspaceRole.Member).Add(Who("juno"), WorkspaceRole.Owner);
        Open("ghost", "Ghost Archive", 14, fails: true)
            .Add(Who("amelia"), WorkspaceRole.Member).Add(Who("bogdan"), WorkspaceRole.Owner);
        Open("amelia", "Amelia Ørsted", 7, personal: true, isPrivate: false).Add(Who("amelia"), WorkspaceRole.Owner);
        Open("vault", "Vault & Sons", 9).Add(Who("bogdan"), WorkspaceRole.Owner).Add(Who("liora"), WorkspaceRole.Member);
        Open("kofi", "Kofi 🚀", 0, personal: true).Add(Who("kofi"), WorkspaceRole.Owner);
        for (var number = 1; number <= GuildCount; number++)
            Open($"guild-{number:00}", $"Guild of {Words.Guilds[(number - 1) % Words.Guilds.Count]} {number}", 1 + (number % 5)).Add(Who("daphne"), number == 1 ? WorkspaceRole.Owner : WorkspaceRole.Member);
        return workspaces;
    }
}

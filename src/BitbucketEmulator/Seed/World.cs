using BitbucketEmulator.Hosting;

namespace BitbucketEmulator.Seed;

/// <summary>The invented company: people, workspaces and, through them, repositories. It never changes after the start.</summary>
internal sealed class World
{
    private readonly Dictionary<string, Person> peopleByName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Person> peopleByEmail = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Workspace> workspacesByName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Person> appUsers = new(StringComparer.Ordinal);

    public World(IReadOnlyList<Person> people, IReadOnlyList<Workspace> workspaces, IEnumerable<ClientOptions> clients, DateTimeOffset start)
    {
        People = people;
        Workspaces = workspaces;
        foreach (var person in people)
        {
            peopleByName[person.Username] = person;
            peopleByName[person.BracedUuid] = person;
            peopleByName[person.AccountId] = person;
            foreach (var email in person.Emails)
                peopleByEmail[email.Address] = person;
        }

        foreach (var workspace in workspaces)
        {
            workspacesByName[workspace.Slug] = workspace;
            workspacesByName[workspace.BracedUuid] = workspace;
        }

        foreach (var client in clients)
            appUsers[client.ClientId] = MakeAppUser(client, start);
    }

    /// <summary>Everybody who can sign in, the main demo person first.</summary>
    public IReadOnlyList<Person> People { get; }

    public IReadOnlyList<Workspace> Workspaces { get; }

    /// <summary>By username, braced uuid or account id.</summary>
    public Person? FindPerson(string name) => peopleByName.GetValueOrDefault(name);

    public Person? FindPersonByEmail(string address) => peopleByEmail.GetValueOrDefault(address);

    /// <summary>By slug or braced uuid.</summary>
    public Workspace? FindWorkspace(string name) => workspacesByName.GetValueOrDefault(name);

    /// <summary>By braced uuid alone, whatever workspace it is in.</summary>
    public Repository? FindRepository(string bracedUuid) =>
        Repository.OrdinalOf(bracedUuid) is { } ordinal && ordinal >= 0 && ordinal < Workspaces.Count
            ? Workspaces[ordinal].FindRepository(bracedUuid)
            : null;

    public Person AppUserOf(ClientOptions client) => appUsers[client.ClientId];

    private Person MakeAppUser(ClientOptions client, DateTimeOffset start)
    {
        var appUser = Person.Create($"app-{client.ClientId}", $"{client.ClientId} (app)", start, emails: [], isAppUser: true);
        if (FindWorkspace(client.Workspace) is { } workspace)
            appUser.Join(new Membership(appUser, workspace, WorkspaceRole.Member, ReadOnly: true));
        return appUser;
    }
}

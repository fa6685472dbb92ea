using BitbucketEmulator.Control;
using BitbucketEmulator.Hosting;
using Microsoft.EntityFrameworkCore;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;

namespace WebPortal.Tests.Trials;

/// <summary>An installation as it is run in earnest: portal processes in Production mode behind a proxy, one PostgreSQL, and the emulator as Bitbucket.</summary>
internal sealed class TrialBench : IAsyncDisposable
{
    public const string Client = "trial-client";
    public const string Secret = "trial-secret";

    private const int People = 2_400;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portal-trial-");
    private readonly SocketsHttpHandler _network = new() { AllowAutoRedirect = false, UseCookies = false };
    private readonly IAsyncDisposable _database;
    private readonly DbContextOptions<PostgreSqlDbContext> _contextOptions;
    private int _people;

    private TrialBench(EmulatorHost emulator, IAsyncDisposable database, string connectionString, int replicas, IEnumerable<(string Key, string Value)> settings)
    {
        (Emulator, _database, ConnectionString) = (emulator, database, connectionString);

        // A pool would hand out connections to a server that has been restarted meanwhile.
        _contextOptions = new DbContextOptionsBuilder<PostgreSqlDbContext>().UseNpgsql(connectionString + ";Pooling=false").Options;
        TestCertificate.CopyTo(Certificate);
        Settings = MakeSettings(settings);
        Portals = [.. Enumerable.Range(0, replicas).Select(_ => new TrialPortal(Settings))];
    }

    public EmulatorHost Emulator { get; }

    public IReadOnlyList<TrialPortal> Portals { get; }

    public string ConnectionString { get; }

    /// <summary>What every replica, and a command line beside them, is started with.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>The trial's own server, when it stops and starts one.</summary>
    public PostgresServer Server => _database as PostgresServer ?? throw new InvalidOperationException("This trial shares its PostgreSQL server.");

    public string Certificate => Path.Combine(_folder.FullName, "key-protection.pem");

    /// <summary>Two replicas on a migrated database of the shared server.</summary>
    public static async Task<TrialBench> StartAsync(CancellationToken cancellationToken, params (string Key, string Value)[] settings)
    {
        var database = await PostgresTestDatabase.CreateAsync();
        var bench = await PrepareAsync(database, database.ConnectionString, 2, settings, cancellationToken);
        return await bench.StartedAsync(cancellationToken);
    }

    /// <summary>Two replicas on a PostgreSQL server of their own.</summary>
    public static async Task<TrialBench> StartOnOwnServerAsync(CancellationToken cancellationToken, params (string Key, string Value)[] settings)
    {
        var server = await PostgresServer.CreateAsync(cancellationToken);
        var bench = await PrepareAsync(server, server.ConnectionString, 2, settings, cancellationToken);
        return await bench.StartedAsync(cancellationToken);
    }

    /// <summary>Two replicas, not yet started, on a database without a table.</summary>
    public static async Task<TrialBench> PrepareOnEmptyDatabaseAsync(CancellationToken cancellationToken)
    {
        var database = await PostgresTestDatabase.CreateEmptyAsync();
        return await PrepareAsync(database, database.ConnectionString, 2, [], cancellationToken);
    }

    /// <summary>A bench that does not come up leaves no process behind.</summary>
    private async Task<TrialBench> StartedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await StartPortalsAsync(cancellationToken);
            return this;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public Task StartPortalsAsync(CancellationToken cancellationToken) => Task.WhenAll(Portals.Select(portal => portal.StartAsync(cancellationToken)));

    public PostgreSqlDbContext OpenDatabase() => new(_contextOptions);

    public async Task<Connection> ReadAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        await using var database = OpenDatabase();
        return await database.Connections.AsNoTracking().SingleAsync(row => row.Id == connectionId, cancellationToken);
    }

    /// <summary>Somebody who has never been here, not yet signed in.</summary>
    public TrialPerson NextPerson()
    {
        var number = Interlocked.Increment(ref _people);
        return Meet(number <= People ? $"person-{number:000000}" : throw new InvalidOperationException("The trial has used up everybody."));
    }

    public TrialPerson Meet(string name) =>
        new(name, new LoadBalancer(_network, [.. Portals.Select(portal => portal.Port)]), Portals.Select(portal => new LoadBalancer(_network, [portal.Port])));

    public async Task<TrialPerson> SignInNextAsync(CancellationToken cancellationToken)
    {
        var person = NextPerson();
        await SignInAsync(person, cancellationToken);
        return person;
    }

    /// <summary>As many new people, signed in.</summary>
    /// <param name="expired">Their access tokens are over already: the next use needs a refresh.</param>
    public async Task<IReadOnlyList<TrialPerson>> SignInManyAsync(int count, bool expired, CancellationToken cancellationToken)
    {
        TrialPerson[] people = [.. Enumerable.Range(0, count).Select(_ => NextPerson())];
        if (expired)
        {
            await SignInExpiredAsync(people, cancellationToken);
        }
        else
        {
            await SignInAsync(people, cancellationToken);
        }

        return people;
    }

    /// <summary>A sign-in, or a renewed consent of somebody who is signed in.</summary>
    public async Task SignInAsync(TrialPerson person, CancellationToken cancellationToken)
    {
        await person.Anywhere.SignInAsync(person.Name);
        var uuid = Emulator.World.FindPerson(person.Name)!.BracedUuid;
        await using var database = OpenDatabase();
        person.ConnectionId = await database.Connections.Where(row => row.Owner!.BitbucketUuid == uuid && row.EndedAt == null)
            .Select(row => row.Id).SingleAsync(cancellationToken);
    }

    /// <summary>Sign-ins or renewed consents whose access tokens are over already: the next use needs a refresh.</summary>
    public async Task SignInExpiredAsync(IReadOnlyCollection<TrialPerson> people, CancellationToken cancellationToken)
    {
        var settings = Emulator.Settings;

        // Long enough for the portal to read the profile with it, and so close to its end that the portal counts it as over.
        Emulator.Settings = settings with { AccessTokenLifetime = TimeSpan.FromSeconds(9) };
        try
        {
            await SignInAsync(people, cancellationToken);
        }
        finally
        {
            Emulator.Settings = settings;
        }
    }

    /// <summary>Requests at the token endpoint that sent a refresh token of this person.</summary>
    public IEnumerable<JournalEntry> RefreshesOf(TrialPerson person) => Emulator.Journal.Entries
        .Where(entry => entry.Side == EmulatorSide.Web && entry.Person == person.Name && entry.Form?.GetValueOrDefault("grant_type") == "refresh_token");

    private Task SignInAsync(IEnumerable<TrialPerson> people, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        people,
        new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken },
        async (person, ending) => await SignInAsync(person, ending));

    public async ValueTask DisposeAsync()
    {
        Emulator.Holds.Clear();
        foreach (var portal in Portals)
        {
            await portal.DisposeAsync();
        }

        await Emulator.DisposeAsync();
        _network.Dispose();
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static async Task<TrialBench> PrepareAsync(
        IAsyncDisposable database, string connectionString, int replicas, IEnumerable<(string Key, string Value)> settings, CancellationToken cancellationToken)
    {
        var options = EmulatorOptions.OnRandomPorts();
        options.Scale = new() { People = People, Workspaces = 300, RepositoriesPerWorkspace = 3 };
        options.Clients = [new() { ClientId = Client, ClientSecret = Secret, CallbackAddress = $"{PortalApp.Address}/signin-bitbucket", Scopes = "account email repository" }];
        var emulator = await EmulatorHost.StartAsync(options, cancellationToken: cancellationToken);
        emulator.Settings = emulator.Settings with { RateLimit = 0 };
        return new TrialBench(emulator, database, connectionString, replicas, settings);
    }

    private Dictionary<string, string> MakeSettings(IEnumerable<(string Key, string Value)> settings)
    {
        var all = new Dictionary<string, string>
        {
            ["Portal:PublicAddress"] = PortalApp.Address,
            ["Portal:TrustedProxies:0"] = "127.0.0.1",
            ["Bitbucket:ClientId"] = Client,
            ["Bitbucket:ClientSecret"] = Secret,
            ["Bitbucket:AuthorizationEndpoint"] = Emulator.AuthorizationEndpoint.ToString(),
            ["Bitbucket:TokenEndpoint"] = Emulator.TokenEndpoint.ToString(),
            ["Bitbucket:ApiBaseAddress"] = Emulator.ApiBaseAddress.ToString(),
            ["Access:AllowAnyAccount"] = "true",
            ["Access:Administrators:0"] = Emulator.World.FindPerson(Seeds.Administrator)!.BracedUuid,
            ["Database:Provider"] = nameof(DatabaseProvider.PostgreSql),
            ["Database:ConnectionString"] = ConnectionString,
            ["KeyProtection:CertificatePath"] = Certificate,
            ["Repositories:CacheLifetime"] = "00:00:00",
            ["Logging:LogLevel:Default"] = "Warning",
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        return all;
    }
}

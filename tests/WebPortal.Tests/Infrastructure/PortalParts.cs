using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using WebPortal.Administration;
using WebPortal.Audit;
using WebPortal.Authentication;
using WebPortal.Bitbucket;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Repositories;

namespace WebPortal.Tests.Infrastructure;

/// <summary>The portal's parts without its web server, on a throw-away database, a clock of its own and a stub of Bitbucket.</summary>
internal sealed class PortalParts : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;
    private readonly DirectoryInfo? _keys;

    private readonly IReadOnlyCollection<(string Key, string Value)> _more;

    private PortalParts(TestDatabase database, DirectoryInfo? keys, string certificatePath, IReadOnlyCollection<(string Key, string Value)> more)
    {
        _database = database;
        _more = more;
        _keys = keys;
        CertificatePath = certificatePath;
        var settings = new Dictionary<string, string?>
        {
            ["Database:Provider"] = database.Provider.ToString(),
            ["Database:ConnectionString"] = database.ConnectionString,
            ["KeyProtection:CertificatePath"] = CertificatePath,
            ["Bitbucket:ClientId"] = "client",
            ["Bitbucket:ClientSecret"] = "secret",
            ["Portal:PublicAddress"] = "http://localhost",
        };
        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }

        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddSingleton<IHostEnvironment>(new Microsoft.Extensions.Hosting.Internal.HostingEnvironment { EnvironmentName = Environments.Development });
        services.AddSingleton<TimeProvider>(Clock);
        services.AddLogging(logging => logging.AddProvider(Log).AddFilter("Microsoft", LogLevel.Warning));
        services.AddData().AddAudit().AddBitbucket().AddPortalConnections().AddPortalAuthentication().AddRepositories().AddAdministration();

        // The test's clock is everybody's: leases on PostgreSQL run out when the test says so.
        services.AddSingleton<IDatabaseClock>(new LocalClock(Clock));
        services.ConfigureAll<HttpClientFactoryOptions>(options =>
            options.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler = Upstream));
        _services = services.BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));

    public StubUpstream Upstream { get; } = new();

    public KeptLog Log { get; } = new();

    public string CertificatePath { get; }

    public PortalDbContext Open() => Get<IDbContextFactory<PortalDbContext>>().CreateDbContext();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static async Task<PortalParts> StartAsync(DatabaseProvider provider, params (string Key, string Value)[] settings)
    {
        var keys = Directory.CreateTempSubdirectory("portal-keys-");
        var parts = new PortalParts(await TestDatabase.CreateAsync(provider), keys, Path.Combine(keys.FullName, "key-protection.pem"), settings);
        TestCertificate.CopyTo(parts.CertificatePath);
        await parts.Get<DatabaseStart>().StartAsync(CancellationToken.None);
        return parts;
    }

    /// <summary>Parts as a new process would have them, on the same database; not yet started.</summary>
    public PortalParts Restart(string certificatePath) => new(_database, null, certificatePath, _more);

    public async Task<PortalUser> AddUserAsync(string name = "amelia")
    {
        await using var database = Open();
        var user = new PortalUser
        {
            Id = Guid.CreateVersion7(Clock.GetUtcNow()),
            BitbucketUuid = $"{{{Guid.NewGuid()}}}",
            AccountId = Guid.NewGuid().ToString("N")[..24],
            Username = name,
            DisplayName = name,
            SearchText = name.ToUpperInvariant(),
            CreatedAt = Clock.GetUtcNow(),
            LastSignInAt = Clock.GetUtcNow(),
        };
        database.Users.Add(user);
        await database.SaveChangesAsync();
        return user;
    }

    /// <summary>A healthy connection whose tokens are <c>access-0</c> and <c>refresh-0</c>.</summary>
    public async Task<Connection> AddConnectionAsync(Guid ownerId, TimeSpan lifetime, string suffix = "0")
    {
        await using var database = Open();
        var tokens = new TokenSet(new AccessToken($"access-{suffix}"), new RefreshToken($"refresh-{suffix}"), "account email repository", Clock.GetUtcNow() + lifetime);
        var connection = await Get<GrantReceiver>().ReceiveAsync(database, ownerId, tokens, "account email repository", CancellationToken.None);
        await database.SaveChangesAsync();
        return connection;
    }

    public async Task<Connection> ReadAsync(Guid connectionId)
    {
        await using var database = Open();
        return await database.Connections.AsNoTracking().SingleAsync(row => row.Id == connectionId);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_keys is not null)
        {
            await _database.DisposeAsync();
            _keys.Delete(recursive: true);
        }
    }
}

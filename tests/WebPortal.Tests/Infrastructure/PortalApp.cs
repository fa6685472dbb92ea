using System.Net;
using BitbucketEmulator.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WebPortal.Data;
using WebPortal.Hosting;
using WebPortal.Repositories;

namespace WebPortal.Tests.Infrastructure;

/// <summary>The whole portal in Production mode at an https address, with the emulator as its Bitbucket; any other outgoing request throws.</summary>
internal sealed class PortalApp : WebApplicationFactory<PortalDbContext>
{
    public const string Address = "https://portal.example";

    private readonly TestDatabase _database;
    private readonly DirectoryInfo _folder;
    private readonly Dictionary<string, string?> _settings;
    private readonly bool _isReplica;

    private PortalApp(EmulatorHost emulator, TestDatabase database, DirectoryInfo folder, Dictionary<string, string?> settings, bool isReplica)
    {
        (Emulator, _database, _folder, _settings, _isReplica) = (emulator, database, folder, settings, isReplica);
        Log = new StringWriter();
    }

    public EmulatorHost Emulator { get; }

    public ShiftedClock Clock { get; } = new();

    /// <summary>Everything the portal has logged.</summary>
    public StringWriter Log { get; }

    public string DataFolder => _folder.FullName;

    public string ConnectionString => _database.ConnectionString;

    public static async Task<PortalApp> StartAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, params (string Key, string Value)[] settings)
    {
        var options = EmulatorOptions.OnRandomPorts();
        options.Clients.Clear();
        options.Clients.Add(new ClientOptions
        {
            ClientId = "portal-client",
            ClientSecret = "canary-client-secret-9f3b1d",
            CallbackAddress = $"{Address}/signin-bitbucket",
            Scopes = "account email repository pullrequest",
            Private = true,
        });
        ToolClients.AddTo(options);
        var emulator = await EmulatorHost.StartAsync(options);
        var folder = Directory.CreateTempSubdirectory("portal-app-");
        var database = await TestDatabase.CreateAsync(provider);
        var all = new Dictionary<string, string?>
        {
            ["Portal:PublicAddress"] = Address,
            ["Bitbucket:ClientId"] = "portal-client",
            ["Bitbucket:ClientSecret"] = "canary-client-secret-9f3b1d",
            ["Bitbucket:AuthorizationEndpoint"] = emulator.AuthorizationEndpoint.ToString(),
            ["Bitbucket:TokenEndpoint"] = emulator.TokenEndpoint.ToString(),
            ["Bitbucket:ApiBaseAddress"] = emulator.ApiBaseAddress.ToString(),
            ["Access:AllowAnyAccount"] = "true",
            ["Access:Administrators:0"] = emulator.World.FindPerson(Seeds.Administrator)!.Uuid.ToString("B"),
            ["Access:Auditors:0"] = emulator.World.FindPerson(Seeds.Auditor)!.Uuid.ToString("B"),
            ["Database:Provider"] = provider.ToString(),
            ["Database:ConnectionString"] = database.ConnectionString,
            ["KeyProtection:CertificatePath"] = Path.Combine(folder.FullName, "key-protection.pem"),
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        TestCertificate.CopyTo(all["KeyProtection:CertificatePath"]!);
        var app = new PortalApp(emulator, database, folder, all, isReplica: false);
        _ = app.Server;
        return app;
    }

    /// <summary>Another process of the same installation: same database, keys and settings, nothing shared in memory.</summary>
    public PortalApp StartReplica(params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>(_settings);
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        var replica = new PortalApp(Emulator, _database, _folder, all, isReplica: true);
        _ = replica.Server;
        return replica;
    }

    /// <param name="remoteAddress">From where; null as the test server has it.</param>
    public Visitor NewVisitor(IPAddress? remoteAddress = null) => new(Server.CreateHandler(context => context.Connection.RemoteIpAddress = remoteAddress));

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public PortalDbContext OpenDatabase() => Get<IDbContextFactory<PortalDbContext>>().CreateDbContext();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (!_isReplica)
        {
            await Emulator.DisposeAsync();
            await _database.DisposeAsync();
            _folder.Delete(recursive: true);
        }

        GC.SuppressFinalize(this);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);

            // Tests look at whole lists; those of the first workspace say so themselves.
            services.AddSingleton(new CatalogLimits { SettleWait = TimeSpan.FromSeconds(10) });
            services.AddSingleton(new LogWriter(TextWriter.Synchronized(Log)));
        });
    }
}

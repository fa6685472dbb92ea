using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Lending;
using WebPortal.Tests.Repositories;
using Xunit;

namespace WebPortal.Tests.Lending;

/// <summary>The API alone: signed in as Ann, over a catalog whose answers the test holds.</summary>
internal sealed class LendingHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly SqliteConnection keepAlive;

    private LendingHost(WebApplication app, SqliteConnection keepAlive, CatalogUnderTest catalog)
    {
        this.app = app;
        this.keepAlive = keepAlive;
        Catalog = catalog;
        Client = app.GetTestClient();
    }

    public CatalogUnderTest Catalog { get; }

    public HttpClient Client { get; }

    public IDbContextFactory<PortalDbContext> Contexts => app.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>();

    /// <param name="person">Claims of the person; null for nobody.</param>
    public static async Task<LendingHost> StartAsync(IEnumerable<Claim>? person)
    {
        var catalog = new CatalogUnderTest();
        var file = $"Data Source=lending-{Guid.NewGuid():N};Mode=Memory;Cache=Shared";
        var keepAlive = new SqliteConnection(file);
        await keepAlive.OpenAsync(TestContext.Current.CancellationToken);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(catalog.Clock);
        builder.Services.AddSingleton(catalog.Catalog);
        builder.Services.AddSingleton<IDbContextFactory<PortalDbContext>>(new MemoryContexts(file));
        builder.Services.AddSingleton<ConnectionStatusReader>();
        builder.Services.AddLending();
        builder.Services.AddProblemDetails();
        builder.Services.AddSingleton(new Person(person?.ToArray()));
        builder.Services.AddAuthentication("Test").AddScheme<AuthenticationSchemeOptions, SignedIn>("Test", null);
        builder.Services.AddAuthorization();
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapLending();
        await app.StartAsync(TestContext.Current.CancellationToken);
        var host = new LendingHost(app, keepAlive, catalog);
        await using var database = host.Contexts.CreateDbContext();
        await database.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        return host;
    }

    public static Task<LendingHost> StartForAnnAsync() => StartAsync(
    [
        new Claim(PortalClaims.UserId, Guid.NewGuid().ToString()),
        new Claim(PortalClaims.ConnectionId, CatalogUnderTest.Ann.ToString()),
        new Claim(PortalClaims.BitbucketUuid, "{ann}"),
        new Claim(PortalClaims.AccountId, "557058:ann"),
        new Claim(ClaimTypes.Name, "Ann Example"),
    ]);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
        Catalog.Dispose();
        await keepAlive.DisposeAsync();
    }

    private sealed record Person(Claim[]? Claims);

    private sealed class MemoryContexts(string file) : IDbContextFactory<PortalDbContext>
    {
        private readonly DbContextOptions<SqliteDbContext> options = new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite(file).Options;

        public PortalDbContext CreateDbContext() => new SqliteDbContext(options);
    }

    private sealed class SignedIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, Person person)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(person.Claims is null
            ? AuthenticateResult.NoResult()
            : AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(person.Claims, "Test")), "Test")));
    }
}

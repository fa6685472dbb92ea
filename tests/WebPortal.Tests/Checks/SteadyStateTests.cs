using System.Diagnostics;
using System.Net;
using WebPortal.Audit;
using WebPortal.Data;
using WebPortal.Pages;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Checks;

/// <summary>In the steady state a request asks the database nothing about who may do what; when the feed fails, every request asks it again.</summary>
public abstract class SteadyStateTests : IAsyncLifetime
{
    private const int Requests = 200;
    private static readonly string[] Addresses = ["/api/v1/repositories?pageSize=5", "/repositories"];

    private PortalApp _portal = null!;
    private Visitor _visitor = null!;

    private protected abstract DatabaseProvider Provider { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _portal = await PortalApp.StartAsync(Provider);
        _visitor = _portal.NewVisitor();
        // All of whose workspaces answer: one that fails is tried again every few seconds, which brings a new page each time.
        await _visitor.SignInAsync("chidi");
    }

    public async ValueTask DisposeAsync()
    {
        _visitor.Dispose();
        await _portal.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Warm_Requests_Ask_The_Database_For_Nothing_But_The_Marks_On_A_Page()
    {
        using var commands = new CommandCounter(_portal.ConnectionString);
        await WarmAsync();
        Assert.NotEmpty(commands.OfRequests);
        var feed = _portal.Get<AuditFeed>();
        _portal.Clock.Advance(KeptViews.KeptFor);
        await WaitAsync(() => feed.IsFresh);
        var (fresh, sent, marks) = (0, 0, 0);
        var began = Stopwatch.GetTimestamp();
        for (var number = 0; number < Requests; number++)
        {
            commands.Reset();
            var wasFresh = feed.IsFresh;
            using var answer = await _visitor.GetAsync(Addresses[number % Addresses.Length]);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            if (wasFresh && feed.IsFresh)
            {
                fresh++;
                var ofMarks = commands.OfRequests.Count(statement => statement.Contains("\"RepositoryMarks\"", StringComparison.Ordinal));
                (sent, marks) = (sent + commands.OfRequests.Count - ofMarks, marks + ofMarks);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Provider}: {fresh} of {Requests} requests while the feed was fresh sent {sent} statements, and their pages {marks} for the person's own marks");

        // Once a minute a use is marked: at most four statements, of the session and of the connection. The minute counts from
        // the mark before the loop, so one that the loop merely begins may hold the next.
        Assert.InRange(sent, 0, 4 * (1 + (int)Stopwatch.GetElapsedTime(began).TotalMinutes));
        Assert.InRange(fresh, Requests / 2, Requests);

        // A page (and no answer in JSON) reads them by key, once, and is then sent again as it was for half a minute.
        Assert.InRange(marks, 1, 1 + (int)(Stopwatch.GetElapsedTime(began) / KeptViews.KeptFor));
    }

    [Fact]
    public async Task With_A_Broken_Feed_Nothing_Remembered_Is_Served_And_It_Recovers_Alone()
    {
        await WarmAsync();
        var feed = _portal.Get<AuditFeed>();
        await RunAsync("ALTER TABLE \"AuditHead\" RENAME TO \"Away\"");
        await WaitAsync(() => !feed.IsFresh);

        // Ended behind the portal's back, so that only a look into the row can tell.
        await RunAsync("UPDATE \"Sessions\" SET \"EndedAt\" = \"CreatedAt\"");
        using (var answer = await _visitor.GetAsync(Addresses[0]))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        await RunAsync("UPDATE \"Sessions\" SET \"EndedAt\" = NULL");
        await RunAsync("ALTER TABLE \"Away\" RENAME TO \"AuditHead\"");
        await WaitAsync(() => feed.IsFresh);
        using var after = await _visitor.GetAsync(Addresses[0]);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    private async Task WarmAsync()
    {
        await WaitAsync(() => _portal.Get<AuditFeed>().IsFresh);
        foreach (var address in Addresses)
        {
            for (var again = 0; again < 3; again++)
            {
                using var answer = await _visitor.GetAsync(address);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            }
        }
    }

    private async Task RunAsync(string statement)
    {
        await using var database = _portal.OpenDatabase();
        await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(database.Database, statement, Cancellation);
    }

    private static Task WaitAsync(Func<bool> condition) => Eventually.IsTrueAsync(() => Task.FromResult(condition()), "the state of the feed", Cancellation);
}

[Trait("Level", "Integration")]
public sealed class SqliteSteadyStateTests : SteadyStateTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlSteadyStateTests : SteadyStateTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}

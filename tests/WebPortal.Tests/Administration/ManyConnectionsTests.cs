using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WebPortal.Administration;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Administration;

/// <summary>
/// The list of connections and the background sweeps among very many: 20,000, or a million when <c>WEBPORTAL_TRIALS</c> is <c>full</c>.
/// What is asserted is which rows were read; how long it took is printed.
/// </summary>
[Trait("Level", "PostgreSql")]
public sealed class ManyConnectionsTests(ManyConnectionsTests.Crowded crowd) : IClassFixture<ManyConnectionsTests.Crowded>
{
    private const int Rounds = 20;

    /// <summary>A page and one row more, and the bounded count.</summary>
    private const int MostRead = ConnectionDirectory.PageSize + 1 + ConnectionPage.MostCounted + 1;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ConnectionDirectory Directory => crowd.Parts.Get<ConnectionDirectory>();

    private DateTimeOffset Now => crowd.Parts.Clock.GetUtcNow();

    [Theory]
    [InlineData("connected")]
    [InlineData("-connected")]
    [InlineData("used")]
    [InlineData("-used")]
    [InlineData("dies")]
    [InlineData("-dies")]
    [InlineData("person")]
    [InlineData("-person")]
    public async Task A_Page_Of_Any_Order_Reads_Its_Own_Rows_However_Deep_It_Lies(string order)
    {
        using var plans = new PlanReader(crowd.ConnectionString);
        var sort = ConnectionSort.Read(order)!;
        foreach (var cursor in (ConnectionCursor?[])[null, Deep(sort, isBackwards: false), Deep(sort, isBackwards: true)])
        {
            var nodes = await plans.ExplainAsync(() => FindAsync(ConnectionFilter.All, sort, cursor), Cancellation);

            Assert.DoesNotContain(nodes, node => node.IsWholeTable && node.Table is "Connections" or "Users");
            Assert.InRange(nodes.Where(node => node.Table == "Connections").Sum(node => node.Rows), 51, MostRead + 50);
            Assert.InRange(nodes.Where(node => node.Table == "Users").Sum(node => node.Rows), 51, MostRead);
        }
    }

    [Fact]
    public async Task What_Has_Ended_Is_Never_Walked_Through_To_Find_The_Living()
    {
        using var plans = new PlanReader(crowd.ConnectionString);
        var sort = new ConnectionSort(ConnectionSort.Dies, IsDescending: false);

        var nodes = await plans.ExplainAsync(() => FindAsync(new ConnectionFilter(State: "ended"), sort, null), Cancellation);

        Assert.DoesNotContain(nodes, node => node.IsWholeTable && node.Table == "Connections");
        Assert.InRange(nodes.Where(node => node.Table == "Connections").Sum(node => node.Rows), 51, MostRead);
    }

    [Fact]
    public async Task The_Sweeps_Read_Only_What_Is_Due()
    {
        using var plans = new PlanReader(crowd.ConnectionString);
        foreach (var (name, due) in (IEnumerable<(string, Func<PortalDbContext, IQueryable<Connection>>)>)[
            ("keep-alive", database => ConnectionKeepAlive.Idle(database, Now)),
            ("retries", database => RefreshRecovery.Due(database, Now)),
            ("former refresh tokens", database => RefreshRecovery.Outlived(database, Now))])
        {
            var found = 0;
            var nodes = await plans.ExplainAsync(
                async () =>
                {
                    await using var database = crowd.Parts.Open();
                    found = (await due(database).Select(row => row.Id).ToListAsync(Cancellation)).Count;
                },
                Cancellation);

            var read = nodes.Sum(node => node.Rows);
            Print($"{name}: {found:N0} due, {read:N0} rows read of {Crowded.Count:N0}");
            Assert.InRange(found, 1, Crowded.Count / 20);
            Assert.InRange(read, found, found + 5);
        }
    }

    [Fact]
    public async Task Every_Question_Of_The_Page_Is_Answered_And_Its_Time_Printed()
    {
        List<double> all = [];
        var somebody = (await FindAsync(ConnectionFilter.All, ConnectionSort.Usual, null)).Rows[0];
        foreach (var (name, filter, sort, cursor) in Questions(somebody.OwnerEmail!))
        {
            List<double> times = [];
            for (var round = 0; round < Rounds; round++)
            {
                var began = Stopwatch.GetTimestamp();
                var page = await FindAsync(filter, sort, cursor);
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                Assert.NotEmpty(page.Rows);
            }

            all.AddRange(times);
            Print($"{name,-40} p50 {Percentile(times, 50),7:0.0} ms   p95 {Percentile(times, 95),7:0.0} ms");
        }

        Print($"{Crowded.Count:N0} connections, {all.Count} pages: p50 {Percentile(all, 50):0.0} ms, p95 {Percentile(all, 95):0.0} ms, longest {all.Max():0.0} ms");
    }

    private static IEnumerable<(string Name, ConnectionFilter Filter, ConnectionSort Sort, ConnectionCursor? Cursor)> Questions(string address)
    {
        var usual = ConnectionSort.Usual;
        foreach (var field in ConnectionSort.Fields)
        {
            foreach (var sort in (ConnectionSort[])[new(field, false), new(field, true)])
            {
                yield return ($"all, by {sort}", ConnectionFilter.All, sort, null);
                yield return ($"all, by {sort}, deep", ConnectionFilter.All, sort, Deep(sort, isBackwards: false));
                yield return ($"all, by {sort}, deep, backwards", ConnectionFilter.All, sort, Deep(sort, isBackwards: true));
            }
        }

        yield return ("person, the whole address", new(Person: address), usual, null);
        yield return ("person, beginning of a name", new(Person: "Hana Ab"), usual, null);
        yield return ("person, middle of a name", new(Person: "bcde"), usual, null);
        yield return ("person, a twelfth of all", new(Person: "hana"), usual, null);
        yield return ("person, two letters", new(Person: "jk"), usual, null);
        yield return ("workspace of a third", new(Workspace: "northlight"), usual, null);
        yield return ("workspace of a fortieth", new(Workspace: "harbour-9"), usual, null);
        yield return ("workspace of few", new(Workspace: "team-17"), usual, null);
        yield return ("state: reconnect needed", new(State: "reconnectneeded"), usual, null);
        yield return ("state: suspended", new(State: "suspended"), usual, null);
        yield return ("state: ended", new(State: "ended"), usual, null);
        yield return ("kind", new(Kind: "apitoken"), usual, null);
        yield return ("scope of nearly all", new(Scope: "email"), usual, null);
        yield return ("scope of few", new(Scope: "webhook"), usual, null);
        yield return ("unused for 70 days", new(UnusedDays: 70), usual, null);
        yield return ("dies within 16 days", new(DiesWithinDays: 16), new(ConnectionSort.Dies, false), null);
        yield return ("connected 600 days ago", new(ConnectedDaysAgo: 600), usual, null);
        yield return ("workspace, scope and unused", new(Workspace: "northlight", Scope: "repository:write", UnusedDays: 30), usual, null);
    }

    /// <summary>A place in the middle.</summary>
    private static ConnectionCursor Deep(ConnectionSort sort, bool isBackwards)
    {
        var days = sort.Field == ConnectionSort.Connected ? 300 : 40;
        var key = sort.Field == ConnectionSort.Person ? "Greta M" : Crowded.Start.AddDays(-days).UtcTicks.ToString(CultureInfo.InvariantCulture);
        return new ConnectionCursor(sort, isBackwards, Guid.Empty, Guid.Empty, key);
    }

    private Task<ConnectionPage> FindAsync(ConnectionFilter filter, ConnectionSort sort, ConnectionCursor? cursor) =>
        Directory.FindAsync(filter, sort, cursor?.ToString(), Cancellation);

    private static double Percentile(List<double> values, int percent) => values.Order().ElementAt(Math.Max(0, (int)Math.Ceiling(values.Count * percent / 100.0) - 1));

    private static void Print(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);

    /// <summary>The database of these tests, filled once.</summary>
    public sealed class Crowded : IAsyncLifetime
    {
        internal static readonly int Count = Environment.GetEnvironmentVariable("WEBPORTAL_TRIALS") == "full" ? 1_000_000 : 20_000;

        internal static readonly DateTimeOffset Start = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

        internal PortalParts Parts { get; private set; } = null!;

        internal string ConnectionString { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            Parts = await PortalParts.StartAsync(DatabaseProvider.PostgreSql);
            await using var database = Parts.Open();
            ConnectionString = database.Database.GetConnectionString()!;
            await Multitude.ComeAsync(Parts, Count, CancellationToken.None);
        }

        public async ValueTask DisposeAsync() => await Parts.DisposeAsync();
    }
}

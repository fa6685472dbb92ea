using WebPortal.Administration;
using WebPortal.Audit;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Administration;

/// <summary>Finding connections, on either database.</summary>
public abstract class ConnectionDirectoryTests : IAsyncLifetime
{
    private PortalParts _parts = null!;

    private protected abstract DatabaseProvider Provider { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _parts = await PortalParts.StartAsync(Provider);

    public async ValueTask DisposeAsync()
    {
        await _parts.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("ame", "amelia")]
    [InlineData("AMELIA", "amelia")]
    [InlineData("жанна", "Жанна")]
    [InlineData("100%", "100% Zoë_")]
    [InlineData("zoë_", "100% Zoë_")]
    public async Task People_Are_Found_By_Part_Of_Their_Name_In_Any_Case_And_Script(string looked, string expected)
    {
        foreach (var name in (string[])["amelia", "Жанна", "100% Zoë_", "1000 Zoeb"])
        {
            await _parts.AddConnectionAsync((await _parts.AddUserAsync(name)).Id, TimeSpan.FromHours(2));
        }

        var page = await _parts.Get<ConnectionDirectory>().FindAsync(new ConnectionFilter(looked), ConnectionSort.Usual, null, Cancellation);

        Assert.Equal(expected, Assert.Single(page.Rows).OwnerName);
    }

    [Fact]
    public async Task Ended_Connections_Are_Shown_Only_When_Asked_For()
    {
        var user = await _parts.AddUserAsync();
        var connection = await _parts.AddConnectionAsync(user.Id, TimeSpan.FromHours(2));
        await _parts.Get<ConnectionEnding>().DisconnectAsync(connection.Id, new AuditActor(user.Id, null), Cancellation);
        var directory = _parts.Get<ConnectionDirectory>();

        Assert.Empty((await directory.FindAsync(ConnectionFilter.All, ConnectionSort.Usual, null, Cancellation)).Rows);
        Assert.Single((await directory.FindAsync(new ConnectionFilter(State: "ended"), ConnectionSort.Usual, null, Cancellation)).Rows);
        Assert.Equal("Ended", (await directory.FindOneAsync(connection.Id, Cancellation))?.State);
        Assert.Null(await directory.FindOneAsync(Guid.NewGuid(), Cancellation));
    }

    [Theory]
    [InlineData("nonsense", null)]
    [InlineData("1", null)]
    [InlineData(null, "Healthy,Retrying")]
    public async Task A_Word_That_Is_No_Kind_Or_State_Finds_Nothing(string? kind, string? state)
    {
        await _parts.AddConnectionAsync((await _parts.AddUserAsync()).Id, TimeSpan.FromHours(2));

        Assert.Empty((await FindAsync(new ConnectionFilter(Kind: kind, State: state))).Rows);
    }

    [Fact]
    public async Task A_Question_That_Was_Not_Understood_Finds_Nothing()
    {
        await _parts.AddConnectionAsync((await _parts.AddUserAsync()).Id, TimeSpan.FromHours(2));

        Assert.Empty((await FindAsync(new ConnectionFilter(IsFaulty: true))).Rows);
        Assert.Empty((await FindAsync(new ConnectionFilter(UnusedDays: -1))).Rows);
        Assert.Empty((await FindAsync(new ConnectionFilter(DiesWithinDays: int.MaxValue))).Rows);
    }

    [Fact]
    public async Task Each_Filter_Finds_What_It_Says()
    {
        var old = await AddAsync("old", row => (row.ConnectedAt, row.LastUsedAt, row.RefreshTokenIssuedAt) = (Ago(40), Ago(30), Ago(80)), "northlight");
        var scoped = await AddAsync("scoped", row => row.GrantedScope = "account,repository:write,email");
        var kind = await AddAsync("kind", row => row.Kind = ConnectionKind.ClientCredentials);
        var state = await AddAsync("state", row => row.State = ConnectionState.Suspended);

        await AssertFindsAsync(new ConnectionFilter(ConnectedDaysAgo: 40), old);
        await AssertFindsAsync(new ConnectionFilter(UnusedDays: 30), old);
        await AssertFindsAsync(new ConnectionFilter(DiesWithinDays: 10), old);
        await AssertFindsAsync(new ConnectionFilter(Workspace: " NorthLight "), old);
        await AssertFindsAsync(new ConnectionFilter(Scope: "repository:write"), scoped);
        await AssertFindsAsync(new ConnectionFilter(Scope: "repository:"));
        await AssertFindsAsync(new ConnectionFilter(Kind: "clientcredentials"), kind);
        await AssertFindsAsync(new ConnectionFilter(State: "suspended"), state);
        await AssertFindsAsync(new ConnectionFilter(Person: "old", State: "suspended"));
    }

    [Fact]
    public async Task A_Row_Says_Workspaces_Reason_And_Day_Of_Death()
    {
        var id = await AddAsync("amelia", row => (row.State, row.StateReason) = (ConnectionState.Suspended, StateReasons.Administrator), "south", "north");

        var row = Assert.Single((await FindAsync(ConnectionFilter.All)).Rows);

        Assert.Equal((id, StateReasons.Administrator), (row.Id, row.StateReason));
        Assert.Equal(["north", "south"], row.Workspaces);
        Assert.Equal(_parts.Clock.GetUtcNow().AddDays(90), row.DiesUnusedAt);
    }

    private Task<ConnectionPage> FindAsync(ConnectionFilter filter) =>
        _parts.Get<ConnectionDirectory>().FindAsync(filter, ConnectionSort.Usual, null, Cancellation);

    private async Task AssertFindsAsync(ConnectionFilter filter, params Guid[] expected) =>
        Assert.Equal(expected, (await FindAsync(filter)).Rows.Select(row => row.Id));

    private DateTimeOffset Ago(int days) => _parts.Clock.GetUtcNow().AddDays(-days);

    private async Task<Guid> AddAsync(string name, Action<Connection> change, params string[] workspaces)
    {
        var connection = await _parts.AddConnectionAsync((await _parts.AddUserAsync(name)).Id, TimeSpan.FromHours(2));
        await using var database = _parts.Open();
        change(database.Attach(connection).Entity);
        database.ConnectionWorkspaces.AddRange(workspaces.Select(slug => new ConnectionWorkspace { ConnectionId = connection.Id, Slug = slug }));
        await database.SaveChangesAsync(Cancellation);
        return connection.Id;
    }
}

[Trait("Level", "Integration")]
public sealed class SqliteConnectionDirectoryTests : ConnectionDirectoryTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlConnectionDirectoryTests : ConnectionDirectoryTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}

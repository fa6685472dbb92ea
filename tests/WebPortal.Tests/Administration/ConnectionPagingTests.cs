using WebPortal.Administration;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Administration;

/// <summary>Walking through all pages of every order, there and back, on either database.</summary>
public abstract class ConnectionPagingTests : IAsyncLifetime
{
    private const int People = 123;

    private PortalParts _parts = null!;

    private protected abstract DatabaseProvider Provider { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _parts = await PortalParts.StartAsync(Provider);
        for (var number = 0; number < People; number++)
        {
            // Every third shares its name and instants with the one before.
            var user = await _parts.AddUserAsync(number % 3 == 0 ? "Zoë" : $"person {number * 7 % People}");
            await _parts.AddConnectionAsync(user.Id, TimeSpan.FromHours(2));
            _parts.Clock.Advance(number % 3 == 0 ? TimeSpan.Zero : TimeSpan.FromTicks(10_000_010));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _parts.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("connected")]
    [InlineData("-connected")]
    [InlineData("used")]
    [InlineData("-used")]
    [InlineData("dies")]
    [InlineData("-dies")]
    [InlineData("person")]
    [InlineData("-person")]
    public async Task Every_Connection_Is_Seen_Once_There_And_Once_Back(string order)
    {
        var sort = ConnectionSort.Read(order)!;
        List<ConnectionPage> there = [await FindAsync(sort, null)];
        while (there[^1].Next is { } next)
        {
            there.Add(await FindAsync(sort, next.ToString()));
        }

        List<ConnectionPage> back = [there[^1]];
        while (back[^1].Previous is { } previous)
        {
            back.Add(await FindAsync(sort, previous.ToString()));
        }

        Assert.Equal([50, 50, 23], there.Select(page => page.Rows.Count));
        Assert.All(there.Concat(back), page => Assert.Equal((People, false), (page.Count, page.IsPlaceLost)));
        Assert.Equal(People, there.SelectMany(page => page.Rows).DistinctBy(row => row.Id).Count());
        Assert.Equal(there.Select(Ids), back.AsEnumerable().Reverse().Select(Ids));
        Assert.Null(back[^1].Previous);
    }

    [Fact]
    public async Task A_Page_That_Begins_At_A_Row_That_Ended_Meanwhile_Goes_On_From_There()
    {
        var first = await FindAsync(ConnectionSort.Usual, null);
        var expected = (await FindAsync(ConnectionSort.Usual, first.Next!.ToString())).Rows.Select(row => row.Id).ToArray();
        await using (var database = _parts.Open())
        {
            var row = await database.Connections.FindAsync([first.Rows[^1].Id], Cancellation);
            (row!.State, row.EndedAt) = (ConnectionState.Ended, _parts.Clock.GetUtcNow());
            await database.SaveChangesAsync(Cancellation);
        }

        Assert.Equal(expected, Ids(await FindAsync(ConnectionSort.Usual, first.Next!.ToString())));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("%%%")]
    [InlineData("LWNvbm5lY3RlZHw-fDB8MHww")]
    public async Task A_Broken_Place_Is_The_First_Page_And_Says_So(string cursor)
    {
        var page = await FindAsync(ConnectionSort.Usual, cursor);

        Assert.True(page.IsPlaceLost);
        Assert.Equal(Ids(await FindAsync(ConnectionSort.Usual, null)), Ids(page));
    }

    [Fact]
    public async Task A_Place_Of_Another_Order_Is_The_First_Page()
    {
        var place = (await FindAsync(ConnectionSort.Usual, null)).Next!.ToString();

        Assert.True((await FindAsync(new ConnectionSort(ConnectionSort.Used, IsDescending: true), place)).IsPlaceLost);
    }

    [Fact]
    public async Task Nothing_Is_Left_Behind_The_Last_Row()
    {
        var second = await FindAsync(ConnectionSort.Usual, (await FindAsync(ConnectionSort.Usual, null)).Next!.ToString());
        var last = await FindAsync(ConnectionSort.Usual, second.Next!.ToString());

        var beyond = await FindAsync(ConnectionSort.Usual, ConnectionCursor.Of(ConnectionSort.Usual, last.Rows[^1], isBackwards: false).ToString());

        Assert.True(beyond.IsPlaceLost);
        Assert.Equal(50, beyond.Rows.Count);
    }

    private static Guid[] Ids(ConnectionPage page) => [.. page.Rows.Select(row => row.Id)];

    private Task<ConnectionPage> FindAsync(ConnectionSort sort, string? cursor) =>
        _parts.Get<ConnectionDirectory>().FindAsync(ConnectionFilter.All, sort, cursor, Cancellation);
}

[Trait("Level", "Integration")]
public sealed class SqliteConnectionPagingTests : ConnectionPagingTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlConnectionPagingTests : ConnectionPagingTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}

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

        var page = await _parts.Get<ConnectionDirectory>().FindAsync(new ConnectionFilter(looked), 1, Cancellation);

        Assert.Equal(expected, Assert.Single(page.Rows).OwnerName);
    }

    [Fact]
    public async Task Ended_Connections_Are_Shown_Only_When_Asked_For()
    {
        var user = await _parts.AddUserAsync();
        var connection = await _parts.AddConnectionAsync(user.Id, TimeSpan.FromHours(2));
        await _parts.Get<ConnectionEnding>().DisconnectAsync(connection.Id, new AuditActor(user.Id, null), Cancellation);
        var directory = _parts.Get<ConnectionDirectory>();

        Assert.Empty((await directory.FindAsync(ConnectionFilter.All, 1, Cancellation)).Rows);
        Assert.Single((await directory.FindAsync(new ConnectionFilter(State: "ended"), 1, Cancellation)).Rows);
        Assert.Equal("Ended", (await directory.FindOneAsync(connection.Id, Cancellation))?.State);
        Assert.Null(await directory.FindOneAsync(Guid.NewGuid(), Cancellation));
    }

    [Fact]
    public async Task Pages_Hold_Fifty_And_A_Page_Beyond_The_Last_Is_The_Last()
    {
        for (var number = 0; number < 51; number++)
        {
            await _parts.AddConnectionAsync((await _parts.AddUserAsync($"person{number}")).Id, TimeSpan.FromHours(2));
        }

        var directory = _parts.Get<ConnectionDirectory>();
        var first = await directory.FindAsync(ConnectionFilter.All, 1, Cancellation);
        var beyond = await directory.FindAsync(ConnectionFilter.All, 99, Cancellation);

        Assert.Equal((50, 51, 2), (first.Rows.Count, first.Total, first.PageCount));
        Assert.Equal((2, 1), (beyond.Page, beyond.Rows.Count));
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

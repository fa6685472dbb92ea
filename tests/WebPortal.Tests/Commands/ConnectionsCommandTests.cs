using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WebPortal.Administration;
using WebPortal.Commands;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Commands;

/// <summary>Listing and ending connections from the command line, on the services of a portal and either database.</summary>
public abstract class ConnectionsCommandTests : IAsyncLifetime
{
    private PortalApp _portal = null!;

    private protected abstract DatabaseProvider Provider { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _portal = await PortalApp.StartAsync(Provider);
        await Crowd.ConnectAsync(_portal.OpenDatabase, _portal.Clock.GetUtcNow(), 12, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task List_Shows_A_Line_For_Each_And_What_A_Terminal_Would_Obey_Is_Taken_Out()
    {
        await using (var database = _portal.OpenDatabase())
        {
            await database.Users.Where(user => user.Username == "person-3")
                .ExecuteUpdateAsync(update => update.SetProperty(user => user.DisplayName, "Person \u001b[2J 3"), Cancellation);
        }

        var (code, output, error) = await RunAsync("list", "--state", "healthy");

        Assert.Equal((0, ""), (code, error));
        var lines = output.TrimEnd().Split('\n');
        Assert.Equal((13, "12 connections."), (lines.Length, lines[^1].TrimEnd()));
        Assert.DoesNotContain('\u001b', output);
        Assert.Contains("Person ?[2J 3", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_Writes_Lines_Of_Json()
    {
        var (code, output, _) = await RunAsync("list", "--person", "person 11", "--json");

        var row = JsonDocument.Parse(output).RootElement;
        Assert.Equal((0, "Person 11", "Healthy"), (code, row.GetProperty("ownerName").GetString(), row.GetProperty("state").GetString()));
        Assert.DoesNotContain("sealed", output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Revoke_Without_Yes_Shows_What_Would_End_Changes_Nothing_And_Fails()
    {
        var (code, output, error) = await RunAsync("revoke", "--all");
        var (dryCode, _, dryError) = await RunAsync("revoke", "--all", "--dry-run", "--yes");

        Assert.Equal((1, "Nothing has been changed. Add --yes to end them."), (code, error.TrimEnd()));
        Assert.Contains("Would end: 12 connections of 12 people, with 12 open sessions", output, StringComparison.Ordinal);
        Assert.Contains("and 2 more", output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (dryCode, dryError));
        Assert.Equal(12, await LivingAsync());
    }

    [Fact]
    public async Task Revoke_With_Yes_Ends_Them_And_Says_How_Many_And_How_Long_It_Took()
    {
        var (code, output, error) = await RunAsync("revoke", "--person", "person 1", "--yes");

        Assert.Equal((0, ""), (code, error));
        Assert.Matches(@"Stopped: 3 connections, 3 sessions, in \d+\.\d\d s\. Skipped: 0\.", output);
        Assert.Equal(9, await LivingAsync());
        await using var database = _portal.OpenDatabase();
        Assert.All(await database.AuditEvents.Where(record => record.Action == "connection-revoke").ToListAsync(Cancellation), record => Assert.Contains("command line", record.Detail!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Revoke_One_By_Its_Id_And_Leave_The_Spending_To_The_Portal()
    {
        await using var database = _portal.OpenDatabase();
        var id = await database.Connections.OrderBy(row => row.Id).Select(row => row.Id).FirstAsync(Cancellation);

        var (code, output, _) = await RunAsync("revoke", "--id", id.ToString(), "--spend", "--yes");

        Assert.Equal(0, code);
        Assert.Contains("The running portal now spends the refresh tokens", output, StringComparison.Ordinal);
        Assert.Equal(11, await LivingAsync());
        Assert.True((await database.RevocationRuns.SingleAsync(Cancellation)).SpendsRefreshToken);
    }

    [Fact]
    public async Task Resume_Finishes_What_A_Dead_Process_Left()
    {
        var order = new ConnectionOrder(ConnectionOrder.Revoke, ConnectionChoice.Of(ConnectionFilter.All));
        var ordered = await _portal.Get<RevocationOrders>().OrderAsync(order, null, 12, Cancellation);
        await using (var database = _portal.OpenDatabase())
        {
            await RevocationLease.TryClaimAsync(database, ordered.RunId!.Value, Guid.NewGuid(), _portal.Clock.GetUtcNow(), Cancellation);
        }

        var (code, output, _) = await RunAsync("revoke", "--resume");

        Assert.Equal(0, code);
        Assert.StartsWith($"Finished run {ordered.RunId}: ", output, StringComparison.Ordinal);
        Assert.Equal(0, await LivingAsync());
        Assert.Equal("No run was left half-way.", (await RunAsync("revoke", "--resume")).Output.TrimEnd());
    }

    [Theory]
    [InlineData("say which connections", "revoke", "--yes")]
    [InlineData("say which connections", "revoke", "--all", "--person", "x", "--yes")]
    [InlineData("is no id of a connection", "revoke", "--id", "7", "--yes")]
    [InlineData("Write one of Healthy, Retrying", "revoke", "--state", "broken", "--yes")]
    [InlineData("there is no option --force", "revoke", "--all", "--force")]
    [InlineData("none of these lives", "revoke", "--person", "nobody", "--yes")]
    [InlineData("Write one of AuthorizationCode", "list", "--kind", "x")]
    public async Task What_Is_Not_Understood_Names_The_Fix_And_Changes_Nothing(string expected, params string[] arguments)
    {
        var (code, _, error) = await RunAsync(arguments);

        Assert.Equal(1, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Equal(12, await LivingAsync());
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await CommandLine.RunAsync(_portal.Services, ["connections", .. arguments], output, error, Cancellation);
        return (code, output.ToString(), error.ToString());
    }

    private async Task<int> LivingAsync()
    {
        await using var database = _portal.OpenDatabase();
        return await database.Connections.CountAsync(row => row.EndedAt == null, Cancellation);
    }
}

[Trait("Level", "Integration")]
public sealed class SqliteConnectionsCommandTests : ConnectionsCommandTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlConnectionsCommandTests : ConnectionsCommandTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}

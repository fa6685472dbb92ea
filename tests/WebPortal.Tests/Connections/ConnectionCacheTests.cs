using System.Net;
using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Connections;

/// <summary>Connections that are remembered in one process while another one refreshes or stops them.</summary>
public abstract class ConnectionCacheTests : ConnectionScene
{
    [Fact]
    public async Task A_Remembered_Connection_Is_Used_Without_A_Statement()
    {
        var connection = await RememberAsync();
        await using var database = Parts.Open();
        using var commands = new CommandCounter(database.Database.GetConnectionString()!);

        Assert.Null((await CallAsync(Parts, connection.Id)).Error);
        Assert.True(await Parts.Get<ConnectionAccess>().IsUsableAsync(connection.Id, Cancellation));

        Assert.Empty(commands.All);
        Assert.False(await Parts.Get<ConnectionAccess>().IsUsableAsync(Guid.NewGuid(), Cancellation));
        Assert.NotEmpty(commands.All);
    }

    [Fact]
    public async Task Near_The_End_Of_A_Remembered_Token_The_Newer_One_Is_Read_And_Not_Fetched_Again()
    {
        var connection = await RememberAsync();
        await using var replica = StartReplica();
        replica.Clock.Advance(TimeSpan.FromHours(1));
        await replica.Get<ConnectionRefresher>().RefreshAsync(connection.Id, connection.Generation, Cancellation);
        await CallAsync(Parts, connection.Id);
        Assert.Equal("Bearer access-0", LastToken());

        Parts.Clock.Advance(TimeSpan.FromMinutes(116));
        await Parts.Get<AuditFeed>().CatchUpAsync(Cancellation);
        await CallAsync(Parts, connection.Id);

        Assert.NotEqual("Bearer access-0", LastToken());
        Assert.Equal(1, Bitbucket.Refreshes);
    }

    [Fact]
    public async Task A_Remembered_Token_That_Is_Refused_Is_Replaced_By_The_Newer_One_Without_Another_Refresh()
    {
        var connection = await RememberAsync();
        await using var replica = StartReplica();
        await replica.Get<ConnectionRefresher>().RefreshAsync(connection.Id, connection.Generation, Cancellation);
        Parts.Upstream.Answer = (request, cancellationToken) => request.Authorization == "Bearer access-0"
            ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.Unauthorized)) : Bitbucket.AnswerAsync(request, cancellationToken);

        Assert.Null((await CallAsync(Parts, connection.Id)).Error);

        Assert.Equal(1, Bitbucket.Refreshes);
        Assert.Equal(ConnectionState.Healthy, (await Parts.ReadAsync(connection.Id)).State);
    }

    [Fact]
    public async Task Stopped_Elsewhere_It_Is_Of_No_Use_Here_And_What_Was_Read_Through_It_Is_To_Be_Forgotten()
    {
        var connection = await RememberAsync();
        var stopped = new List<Guid>();
        Parts.Get<ConnectionCache>().Stopped += stopped.Add;
        await using var replica = StartReplica();
        await replica.Get<ConnectionHolding>().SuspendAsync(connection.Id, StateReasons.Administrator, new AuditActor(null, null), Cancellation);

        await Parts.Get<AuditFeed>().CatchUpAsync(Cancellation);

        Assert.Equal([connection.Id], stopped);
        Assert.False(await Parts.Get<ConnectionAccess>().IsUsableAsync(connection.Id, Cancellation));
        var calls = Parts.Upstream.Requests.Count;
        Assert.NotNull((await CallAsync(Parts, connection.Id)).Error);
        Assert.Equal(calls, Parts.Upstream.Requests.Count);
    }

    private async Task<Connection> RememberAsync()
    {
        var connection = await ConnectAsync(TimeSpan.FromHours(2));
        await Parts.Get<AuditFeed>().CatchUpAsync(Cancellation);
        Assert.Null((await CallAsync(Parts, connection.Id)).Error);
        return connection;
    }

    private string? LastToken() => Parts.Upstream.Requests[^1].Authorization;
}

[Trait("Level", "Integration")]
public sealed class SqliteConnectionCacheTests : ConnectionCacheTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlConnectionCacheTests : ConnectionCacheTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}

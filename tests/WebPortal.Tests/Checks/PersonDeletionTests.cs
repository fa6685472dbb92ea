using System.Net;
using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Authentication;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Checks;

/// <summary>RV-04: whoever deletes their data leaves no row behind but audit records under a number, and starts afresh at the next sign-in.</summary>
public abstract class PersonDeletionTests : IAsyncLifetime
{
    private PortalApp _portal = null!;

    private protected abstract DatabaseProvider Provider { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _portal = await PortalApp.StartAsync(Provider);

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Deleted_Data_Is_Gone_And_The_Next_Sign_In_Starts_Afresh()
    {
        using var stays = _portal.NewVisitor();
        await stays.SignInAsync(Seeds.Stranger);
        using var visitor = _portal.NewVisitor();
        await visitor.SignInAsync(Seeds.Person);
        using var elsewhere = _portal.NewVisitor();
        await elsewhere.SignInAsync(Seeds.Person);
        var before = await FindPersonAsync();

        using var deleted = await visitor.SubmitAsync("/account/delete", "/account/delete");

        Assert.Equal("/?notice=deleted", deleted.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.Unauthorized, (await elsewhere.GetAsync("/api/v1/me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await stays.GetAsync("/api/v1/me")).StatusCode);
        await using (var database = _portal.OpenDatabase())
        {
            Assert.False(await database.Users.AnyAsync(user => user.Id == before, Cancellation));
            Assert.False(await database.Connections.AnyAsync(row => row.OwnerId == before, Cancellation));
            Assert.False(await database.Sessions.AnyAsync(session => session.UserId == before, Cancellation));
            Assert.Equal(0, await database.ConnectionWorkspaces.CountAsync(row => !database.Connections.Any(connection => connection.Id == row.ConnectionId), Cancellation));
            Assert.Equal(1, await database.AuditEvents.CountAsync(record => record.Action == AuditActions.PersonDelete && record.ActorId == before, Cancellation));
        }

        Assert.Null((await _portal.Get<AuditVerification>().VerifyAsync(Cancellation)).Finding);
        await visitor.SignInAsync(Seeds.Person);
        Assert.NotEqual(before, await FindPersonAsync());
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/repositories")).StatusCode);
    }

    [Fact]
    public async Task A_Suspension_By_An_Administrator_Is_Neither_Deleted_Nor_Disconnected_Away()
    {
        using var visitor = _portal.NewVisitor();
        await visitor.SignInAsync(Seeds.Person);
        var connection = await FindConnectionAsync();
        Assert.True(await _portal.Get<ConnectionHolding>().SuspendAsync(connection, StateReasons.Administrator, null, Cancellation));
        await visitor.SignInAsync(Seeds.Person);

        var page = await visitor.ReadPageAsync("/account/delete");
        var token = await visitor.ReadFormTokenAsync("/account");
        using var deletion = await visitor.PostAsync("/account/delete", ("__RequestVerificationToken", token));
        using var disconnection = await visitor.PostAsync("/account/disconnect", ("__RequestVerificationToken", token), ("id", $"{connection}"));

        Assert.Contains("Not while your connection is suspended", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/account/delete", deletion.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.NotFound, disconnection.StatusCode);
        Assert.Equal(connection, await FindConnectionAsync());
    }

    private protected PortalApp Portal => _portal;

    private protected async Task<Guid> FindPersonAsync()
    {
        var uuid = _portal.Emulator.World.FindPerson(Seeds.Person)!.Uuid.ToString("B");
        await using var database = _portal.OpenDatabase();
        return await database.Users.Where(user => user.BitbucketUuid == uuid).Select(user => user.Id).SingleAsync(Cancellation);
    }

    private protected async Task<Guid> FindConnectionAsync()
    {
        var person = await FindPersonAsync();
        await using var database = _portal.OpenDatabase();
        return await database.Connections.Where(row => row.OwnerId == person && row.EndedAt == null).Select(row => row.Id).SingleAsync(Cancellation);
    }
}

[Trait("Level", "Integration")]
public sealed class SqlitePersonDeletionTests : PersonDeletionTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlPersonDeletionTests : PersonDeletionTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;

    [Fact]
    public async Task A_Suspension_Decided_While_The_Deletion_Runs_Survives_It()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var visitor = Portal.NewVisitor();
        await visitor.SignInAsync(Seeds.Person);
        var (person, connection) = (await FindPersonAsync(), await FindConnectionAsync());
        await using var suspending = Portal.OpenDatabase();
        await using var decision = await suspending.Database.BeginTransactionAsync(cancellation);
        await suspending.Connections.Where(row => row.Id == connection).ExecuteUpdateAsync(
            row => row.SetProperty(held => held.State, ConnectionState.Suspended).SetProperty(held => held.StateReason, StateReasons.Administrator), cancellation);

        var deletion = Portal.Get<PersonDeletion>().DeleteAsync(new AuditActor(person, null), cancellation);
        await Eventually.IsTrueAsync(
            async () => deletion.IsCompleted || await suspending.Database.SqlQuery<long>(
                $"SELECT count(*) AS \"Value\" FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))").SingleAsync(cancellation) > 0,
            "the deletion stands before the row",
            cancellation);
        Assert.False(deletion.IsCompleted);
        await decision.CommitAsync(cancellation);

        Assert.False(await deletion);
        Assert.Equal(person, await FindPersonAsync());
        Assert.Equal(connection, await FindConnectionAsync());
    }
}

using System.Net;
using BitbucketEmulator.Control;
using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Checks;

/// <summary>LG-03: a script of security events, each of which leaves exactly one complete record in UTC.</summary>
public abstract class AuditScriptTests : IAsyncLifetime
{
    private static readonly IPAddress Address = IPAddress.Parse("192.0.2.10");
    private static readonly string[] People = [Seeds.Person, Seeds.Stranger, "chidi"];

    private PortalApp _portal = null!;
    private int _events;

    private protected abstract DatabaseProvider Provider { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _portal = await PortalApp.StartAsync(Provider);

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Each_Event_Leaves_Exactly_One_Complete_Record()
    {
        foreach (var person in People)
        {
            await RefusalsAsync(person);
            using var visitor = Open();
            await ExpectAsync("sign-in done", isByPerson: true, () => visitor.SignInAsync(person));
            using var other = Open();
            await ExpectAsync("sign-in done", isByPerson: true, () => other.SignInAsync(person));
            var session = await LatestSessionAsync();
            await ExpectAsync("session-end done", isByPerson: true, () => visitor.SubmitAsync("/account", $"/account/sessions/{session}/end"));
            await ExpectAsync("sign-out done", isByPerson: true, () => visitor.SubmitAsync("/account", "/signout"));
            await AdministrationAsync(person);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Provider}: {_events} events, {_events} complete records");
        Assert.True(_events >= 40, $"only {_events} events");
        Assert.Null((await _portal.Get<AuditVerification>().VerifyAsync(Cancellation)).Finding);
    }

    private async Task RefusalsAsync(string person)
    {
        using var visitor = Open();
        await ExpectAsync("sign-in malformed", isByPerson: false, () => visitor.GetAsync("/signin-bitbucket?state=a&code=b&error=c"));
        await ExpectAsync("sign-in unknown-state", isByPerson: false, () => visitor.GetAsync("/signin-bitbucket?state=nonsense&code=b"));
        var denied = await visitor.ConsentAsync(person, "deny");
        await ExpectAsync("sign-in denied", isByPerson: false, () => visitor.GetAsync(denied));
        var elsewhere = await visitor.ConsentAsync(person);
        using var stranger = Open();
        await ExpectAsync("sign-in other-browser", isByPerson: false, () => stranger.GetAsync(elsewhere));
        await ExpectAsync("sign-in code-refused", isByPerson: false, async () =>
        {
            _portal.Emulator.Faults.Add(new FaultRule { PathPrefix = "/site/oauth2/access_token", Status = 400, ContentType = "application/json", Body = "{\"error\":\"invalid_grant\"}", Count = 1 });
            await visitor.GetAsync(elsewhere);
        });
        var late = await visitor.ConsentAsync(person);
        _portal.Clock.Advance(TimeSpan.FromMinutes(16));
        _portal.Emulator.Clock.Advance(TimeSpan.FromMinutes(16));
        await ExpectAsync("sign-in expired", isByPerson: false, () => visitor.GetAsync(late));
    }

    private async Task AdministrationAsync(string person)
    {
        using var visitor = Open();
        await ExpectAsync("sign-in done", isByPerson: true, () => visitor.SignInAsync(person));
        await using var database = _portal.OpenDatabase();
        var connection = await database.Connections.AsNoTracking().OrderByDescending(row => row.LastUsedAt).FirstAsync(row => row.EndedAt == null, Cancellation);
        var holding = _portal.Get<ConnectionHolding>();
        var administrator = new AuditActor(Guid.NewGuid(), Address.ToString());
        await ExpectAsync("connection-suspend done", isByPerson: true, () => holding.SuspendAsync(connection.Id, StateReasons.Administrator, administrator, Cancellation));
        await ExpectAsync("connection-resume done", isByPerson: true, () => holding.ResumeAsync(connection.Id, administrator, Cancellation));
        await ExpectAsync("audit-export done", isByPerson: true, () =>
            _portal.Get<AuditExport>().WriteAsync(TextWriter.Null, new AuditExportRange(AuditFilter.None), administrator, Cancellation));
        await ExpectAsync("sign-in done", isByPerson: true, () => visitor.SignInAsync(person));
        await ExpectAsync("connection-disconnect done", isByPerson: true, () => visitor.SubmitAsync("/account/disconnect", "/account/disconnect"));
    }

    /// <summary>Runs one event, and reads what it left.</summary>
    private async Task ExpectAsync(string expected, bool isByPerson, Func<Task> act)
    {
        _events++;
        var before = await NewestAsync();
        var began = AuditChain.ToMicroseconds(_portal.Clock.GetUtcNow());
        await act();
        await using var database = _portal.OpenDatabase();
        var records = await database.AuditEvents.AsNoTracking().Where(row => row.Id > before).ToListAsync(Cancellation);
        var record = Assert.Single(records);
        Assert.Equal(expected, $"{record.Action} {record.Outcome}");
        Assert.InRange(record.At, began, _portal.Clock.GetUtcNow());
        Assert.Equal(TimeSpan.Zero, record.At.Offset);
        Assert.Equal((Address.ToString(), isByPerson, 32), (record.RemoteAddress, record.ActorId is not null, record.Hash!.Length));
        Assert.Equal(record.Action.StartsWith("connection-", StringComparison.Ordinal) || expected == "sign-in done", record.ConnectionId is not null && record.SubjectUserId is not null);
    }

    private async Task<long> NewestAsync()
    {
        await using var database = _portal.OpenDatabase();
        return await database.AuditHeads.Select(head => head.Sequence).SingleAsync(Cancellation);
    }

    private async Task<Guid> LatestSessionAsync()
    {
        await using var database = _portal.OpenDatabase();
        return await database.Sessions.OrderByDescending(row => row.CreatedAt).Select(row => row.Id).FirstAsync(Cancellation);
    }

    private Visitor Open() => _portal.NewVisitor(Address);
}

[Trait("Level", "Integration")]
public sealed class SqliteAuditScriptTests : AuditScriptTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlAuditScriptTests : AuditScriptTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}

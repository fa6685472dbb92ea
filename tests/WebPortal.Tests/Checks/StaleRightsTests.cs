using System.Diagnostics;
using System.Net;
using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Checks;

/// <summary>CK-05: demoted or suspended at one replica while loading pages at the other every 50 ms; the rights are gone within a second.</summary>
public abstract class StaleRightsTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("portal-settings-");
    private PortalApp _first = null!;
    private PortalApp _second = null!;

    private protected abstract DatabaseProvider Provider { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string ListFile => Path.Combine(_files.FullName, "Access__Administrators__1");

    public async ValueTask InitializeAsync()
    {
        _first = await PortalApp.StartAsync(Provider, ("Portal:SecretsDirectory", _files.FullName));
        _second = _first.StartReplica();
    }

    public async ValueTask DisposeAsync()
    {
        await _second.DisposeAsync();
        await _first.DisposeAsync();
        _files.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Somebody_Demoted_In_The_Settings_Is_No_Administrator_Any_More()
    {
        using var person = _second.NewVisitor();
        await person.SignInAsync(Seeds.Stranger);
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(person));
        Appoint(Seeds.Stranger);
        await UntilAsync(person, HttpStatusCode.OK);

        var (latest, turn) = await WatchAsync(person, HttpStatusCode.Forbidden, () => Task.Run(() => Appoint(Seeds.Person)));

        TestContext.Current.TestOutputHelper?.WriteLine($"{Provider}: demoted; the last page still shown was asked for {latest.TotalMilliseconds:F0} ms after the file changed");
        Assert.True(latest < Limit + turn, $"still an administrator after {latest}");
    }

    [Fact]
    public async Task A_List_That_Is_Not_Valid_Changes_Nothing()
    {
        using var person = _second.NewVisitor();
        await person.SignInAsync(Seeds.Stranger);
        Appoint(Seeds.Stranger);
        await UntilAsync(person, HttpStatusCode.OK);

        await File.WriteAllTextAsync(ListFile, "a-name-instead-of-an-id", Cancellation);

        await LoggedAsync("what was valid before stays in force");
        Assert.Equal(HttpStatusCode.OK, await AskAsync(person));
    }

    [Fact]
    public async Task Somebody_Suspended_Is_Out_And_Has_No_Role_When_They_Come_Back()
    {
        using var person = _second.NewVisitor();
        await person.SignInAsync(Seeds.Stranger);
        Appoint(Seeds.Stranger);
        await UntilAsync(person, HttpStatusCode.OK);
        var connection = await FindConnectionAsync();

        var (latest, _) = await WatchAsync(person, HttpStatusCode.Found, () =>
            _first.Get<ConnectionHolding>().SuspendAsync(connection, StateReasons.Administrator, new AuditActor(null, null), Cancellation));

        TestContext.Current.TestOutputHelper?.WriteLine($"{Provider}: suspended; the last page still shown was asked for {latest.TotalMilliseconds:F0} ms later");
        Assert.True(latest < Limit, $"still in after {latest}");
        await person.SignInAsync(Seeds.Stranger);
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(person));
        Assert.True(await _first.Get<ConnectionHolding>().ResumeAsync(connection, new AuditActor(null, null), Cancellation));
        await UntilAsync(person, HttpStatusCode.OK);
    }

    private void Appoint(string person) => File.WriteAllText(ListFile, _first.Emulator.World.FindPerson(person)!.Uuid.ToString("B"));

    /// <returns>
    /// How long after the change was made the last page was asked for that was still shown, and the longest that this machine took for one turn:
    /// a portal that gets no processor time cannot look into its settings either.
    /// </returns>
    private static async Task<(TimeSpan Latest, TimeSpan Turn)> WatchAsync(Visitor person, HttpStatusCode refusal, Func<Task> changeAsync)
    {
        using var timer = new PeriodicTimer(Pause);
        var clock = Stopwatch.StartNew();
        var change = changeAsync().ContinueWith(_ => clock.Elapsed, Cancellation, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        var (latest, turn) = (TimeSpan.Zero, TimeSpan.Zero);
        while (await timer.WaitForNextTickAsync(Cancellation))
        {
            var asked = clock.Elapsed;
            if (await AskAsync(person) == refusal)
            {
                var made = await change;
                return (latest > made ? latest - made : TimeSpan.Zero, turn);
            }

            latest = asked;
            turn = clock.Elapsed - asked is var took && took > turn ? took : turn;
            Assert.True(latest < TimeSpan.FromSeconds(20), "never refused");
        }

        return (latest, turn);
    }

    private static async Task UntilAsync(Visitor person, HttpStatusCode status)
    {
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Pause);
        while (await AskAsync(person) != status)
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"never {status}");
            await timer.WaitForNextTickAsync(Cancellation);
        }
    }

    private async Task LoggedAsync(string text)
    {
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Pause);
        while (!_second.Log.ToString().Contains(text, StringComparison.Ordinal))
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"never logged: {text}");
            await timer.WaitForNextTickAsync(Cancellation);
        }
    }

    private static async Task<HttpStatusCode> AskAsync(Visitor person)
    {
        using var answer = await person.GetAsync("/admin/connections");
        return answer.StatusCode;
    }

    private async Task<Guid> FindConnectionAsync()
    {
        await using var database = _first.OpenDatabase();
        return await database.Connections.Where(row => row.EndedAt == null).Select(row => row.Id).SingleAsync(Cancellation);
    }
}

[Trait("Level", "Integration")]
public sealed class SqliteStaleRightsTests : StaleRightsTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlStaleRightsTests : StaleRightsTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}

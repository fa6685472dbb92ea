using System.Net;
using BitbucketEmulator.Control;
using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Trials;

/// <summary>PostgreSQL goes away: at the moment at which a new token pair has to be saved, and again and again under load (OP-02).</summary>
[Collection(TrialsAlone.Name)]
[Trait("Level", "Integration")]
[Trait("Level", "Trial")]
public sealed class DatabaseTrial
{
    private static readonly string[] Modes = ["immediate", "fast"];
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task A_Database_That_Stops_At_The_Moment_Of_The_Answer_Loses_No_Connection()
    {
        using var limit = TrialRun.Limit(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(15));
        var (rounds, people, outage, stored, refreshes, answered) = (TrialRun.Count(1, 6), 10, TrialRun.Time(12, 15), 0, 0, 0);
        await using var bench = await TrialBench.StartOnOwnServerAsync(limit.Token);
        bench.Emulator.Settings = bench.Emulator.Settings with { RefreshGrace = TimeSpan.Zero, RevokeFamilyOnReplay = true };

        for (var round = 0; round < rounds; round++)
        {
            var persons = await bench.SignInManyAsync(people, expired: true, limit.Token);
            var generations = await Task.WhenAll(persons.Select(async person => (await bench.ReadAsync(person.ConnectionId, limit.Token)).Generation));
            var holds = persons.Select(person => bench.Emulator.Holds.Add(TokenStep.AnswerReady, person.Name)).ToList();
            var readings = persons.Select((person, number) => person.ReadAsync(number % 2, limit.Token)).ToList();
            await Task.WhenAll(holds.Select(hold => hold.Reached)).WaitAsync(limit.Token);

            await bench.Server.StopAsync(Modes[round % 2], limit.Token);
            holds.ForEach(hold => hold.Release());
            await Task.Delay(outage, limit.Token);
            await bench.Server.StartAsync(limit.Token);

            var saved = await Task.WhenAll(persons.Zip(generations).Select(pair => IsSavedAsync(bench, pair.First, pair.Second + 1, limit.Token)));
            await Task.WhenAll(readings);
            stored += saved.Count(isSaved => isSaved);
            answered += (await Task.WhenAll(persons.Select((person, number) => IsAnsweredAsync(person, number % 2, limit.Token)))).Count(isAnswered => isAnswered);
            refreshes += persons.Sum(person => bench.RefreshesOf(person).Count());
        }

        TrialRun.Report("PostgreSQL stopped at the moment of the answer", $"back {outage.TotalSeconds} s later: {rounds * people - stored} of {rounds * people} lost, {refreshes} refreshes, {answered} answered afterwards");
        Assert.Equal((rounds * people, rounds * people, rounds * people), (stored, refreshes, answered));
    }

    [Fact]
    public async Task A_Database_That_Restarts_Under_Load_Is_Missed_Only_While_It_Is_Away()
    {
        using var limit = TrialRun.Limit(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30));
        var (restarts, outages) = (TrialRun.Count(2, 20), new List<(DateTimeOffset From, DateTimeOffset To)>());
        await using var bench = await TrialBench.StartOnOwnServerAsync(limit.Token);
        var people = await bench.SignInManyAsync(8, expired: false, limit.Token);
        var number = 0;
        var load = new Load(50, token => AskAsync(people[Interlocked.Increment(ref number) % people.Count], number % 2, token));
        var writes = new Load(2, token => SignInAgainAsync(people[Interlocked.Increment(ref number) % 4], token));
        load.Start(limit.Token);
        writes.Start(limit.Token);

        for (var restart = 0; restart < restarts; restart++)
        {
            await Task.Delay(TimeSpan.FromSeconds(2), limit.Token);
            var from = DateTimeOffset.UtcNow;
            await bench.Server.StopAsync(Modes[restart % 2], limit.Token);
            await bench.Server.StartAsync(limit.Token);
            outages.Add((from, DateTimeOffset.UtcNow));
            await Task.Delay(TrialRun.Time(5, 10), limit.Token);
        }

        var answers = await load.StopAsync();
        var signIns = await writes.StopAsync();
        var failures = answers.Where(answer => answer.Status != HttpStatusCode.OK).ToList();
        var outside = failures.Count(answer => !outages.Exists(outage => answer.EndedAt >= outage.From && answer.StartedAt <= outage.To + Recovery));
        var recovery = failures.Select(answer => answer.StartedAt - outages.Where(outage => outage.From <= answer.EndedAt).Select(outage => outage.To).DefaultIfEmpty().Max()).DefaultIfEmpty().Max();
        TrialRun.Report("PostgreSQL restarted under load", $"{restarts} restarts (immediate and fast), {answers.Count} requests at 50/s, {failures.Count} failed, {outside} of them outside the window; "
            + $"recovered at most {Math.Max(0, recovery.TotalSeconds):F1} s after the restart; {signIns.Count(answer => answer.Status == HttpStatusCode.OK)} of {signIns.Count} sign-ins");
        Assert.Equal(0, outside);
        Assert.InRange(recovery, TimeSpan.MinValue, Recovery);
        await AssertNothingTwiceAsync(bench, signIns.Count, limit.Token);
    }

    private static async Task<bool> IsSavedAsync(TrialBench bench, TrialPerson person, long generation, CancellationToken cancellationToken) =>
        await TrialRun.UntilAsync(
            async () => await bench.ReadAsync(person.ConnectionId, cancellationToken) is { State: ConnectionState.Healthy, LeaseOwner: null } row && row.Generation == generation,
            Patience,
            cancellationToken) is not null;

    private static async Task<bool> IsAnsweredAsync(TrialPerson person, int replica, CancellationToken cancellationToken) =>
        await TrialRun.UntilAsync(async () => await person.ReadAsync(replica, cancellationToken) == HttpStatusCode.OK, Patience, cancellationToken) is not null;

    private static async Task<HttpStatusCode> AskAsync(TrialPerson person, int replica, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
        using var response = await person.At(replica).SendUntilAsync(request, cancellationToken);
        return response.StatusCode;
    }

    private static async Task<HttpStatusCode> SignInAgainAsync(TrialPerson person, CancellationToken cancellationToken)
    {
        using var browser = person.Another();
        try
        {
            await browser.SignInAsync(person.Name).WaitAsync(cancellationToken);
            return HttpStatusCode.OK;
        }
        catch (InvalidOperationException)
        {
            return HttpStatusCode.ServiceUnavailable;
        }
    }

    /// <summary>Each person has one row and one living connection, each sign-in left one record and one session, and the chain has no gap.</summary>
    private static async Task AssertNothingTwiceAsync(TrialBench bench, int attempts, CancellationToken cancellationToken)
    {
        await using var database = bench.OpenDatabase();
        var users = await database.Users.CountAsync(cancellationToken);
        var records = await database.AuditEvents.CountAsync(record => record.Action == AuditActions.SignIn && record.Outcome == AuditEntry.Done, cancellationToken);
        var sessions = await database.Sessions.CountAsync(cancellationToken);
        Assert.Equal(8, users);
        Assert.Equal(users, await database.Connections.CountAsync(row => row.EndedAt == null, cancellationToken));
        Assert.InRange(records, sessions, users + attempts);
        Assert.Equal(await database.AuditEvents.CountAsync(cancellationToken), await database.AuditEvents.MaxAsync(record => record.Id, cancellationToken));
    }
}

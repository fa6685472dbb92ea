using System.Net;
using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Trials;

/// <summary>RV-02: the emergency stop. Everything is revoked by the command line, which is killed halfway; a running portal takes the order up.</summary>
[Collection(TrialsAlone.Name)]
[Trait("Level", "Integration")]
[Trait("Level", "Trial")]
public sealed class RevokeAllTrial
{
    private const int RealPeople = 20;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Revoking_Everything_Survives_A_Kill_Halfway_And_Leaves_Nothing_Usable()
    {
        using var limit = TrialRun.Limit(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10));
        var count = TrialRun.Count(1_000, 10_000);
        await using var bench = await TrialBench.StartAsync(limit.Token);
        var people = await bench.SignInManyAsync(RealPeople, expired: false, limit.Token);
        await Task.WhenAll(people.Select((person, number) => person.ReadAsync(number % 2, limit.Token)));
        await Crowd.ConnectAsync(bench.OpenDatabase, DateTimeOffset.UtcNow, count - RealPeople, limit.Token);

        var atKill = await KillHalfwayAsync(bench, count, limit.Token);
        var taken = await TrialRun.UntilAsync(() => IsCompleteAsync(bench, limit.Token), Patience, limit.Token);

        var answered = await Task.WhenAll(people.Select((person, number) => IsStillAnsweredAsync(person, number % 2, limit.Token)));
        var (living, records, doubled) = await CountAsync(bench, limit.Token);
        var verdict = await RunAsync(bench, limit.Token, "audit", "verify");
        TrialRun.Report("revoke all by the command line, killed halfway", $"{count} connections, killed when {atKill} had ended, complete {taken?.TotalSeconds:F1} s after that: "
            + $"{living} left usable, {answered.Count(isAnswered => isAnswered)} people still answered within 5 s, {records} audit records, {doubled} connections with more than one; {verdict.Trim()}");
        Assert.InRange(atKill, 1, count - 1);
        Assert.NotNull(taken);
        Assert.Equal((0, count, 0), (living, records, doubled));
        Assert.All(answered, Assert.False);
    }

    [Fact]
    public async Task Revoking_Everything_Undisturbed_Is_A_Matter_Of_Seconds()
    {
        using var limit = TrialRun.Limit(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10));
        var count = TrialRun.Count(1_000, 10_000);
        await using var bench = await TrialBench.StartAsync(limit.Token);
        await Crowd.ConnectAsync(bench.OpenDatabase, DateTimeOffset.UtcNow, count, limit.Token);

        await using var command = RunningProgram.Launch("WebPortal.dll", bench.Settings, "connections", "revoke", "--all", "--yes");
        var began = await TrialRun.UntilAsync(() => HasBegunAsync(bench, limit.Token), Patience, limit.Token);
        var ended = await TrialRun.UntilAsync(() => IsCompleteAsync(bench, limit.Token), Patience, limit.Token);
        await command.WaitForExitAsync(limit.Token);

        var (living, records, doubled) = await CountAsync(bench, limit.Token);
        TrialRun.Report("revoke all by the command line, undisturbed", $"{count} connections: {began?.TotalSeconds:F1} s until the command had started and written the order, {ended?.TotalSeconds:F1} s more until all were ended");
        Assert.Equal(0, command.ExitCode);
        Assert.NotNull(ended);
        Assert.Equal((0, count, 0), (living, records, doubled));
    }

    /// <summary>A row in the middle is held, so that the command stands still there when it is killed.</summary>
    private static async Task<int> KillHalfwayAsync(TrialBench bench, int count, CancellationToken cancellationToken)
    {
        await using var database = bench.OpenDatabase();
        var middle = await database.Connections.OrderBy(row => row.Id).Skip(count * 3 / 4).Select(row => row.Id).FirstAsync(cancellationToken);
        await using var row = await RowLock.TakeAsync(bench.ConnectionString, middle, cancellationToken);
        await using var command = RunningProgram.Launch("WebPortal.dll", bench.Settings, "connections", "revoke", "--all", "--yes");
        await row.WaitForWriterAsync("State", cancellationToken);
        await command.KillAsync(cancellationToken);
        return await database.Connections.CountAsync(connection => connection.EndedAt != null, cancellationToken);
    }

    private static async Task<bool> HasBegunAsync(TrialBench bench, CancellationToken cancellationToken)
    {
        await using var database = bench.OpenDatabase();
        return await database.RevocationRuns.AnyAsync(cancellationToken);
    }

    private static async Task<bool> IsCompleteAsync(TrialBench bench, CancellationToken cancellationToken)
    {
        await using var database = bench.OpenDatabase();
        return await database.RevocationRuns.AllAsync(run => run.StoppedAt != null, cancellationToken);
    }

    /// <returns>What the command printed.</returns>
    private static async Task<string> RunAsync(TrialBench bench, CancellationToken cancellationToken, params string[] arguments)
    {
        await using var command = RunningProgram.Launch("WebPortal.dll", bench.Settings, arguments);
        await command.WaitForExitAsync(cancellationToken);
        Assert.True(command.ExitCode == 0, $"{string.Join(' ', arguments)} ended with {command.ExitCode}:\n{command.Output}");
        return command.Output;
    }

    private static async Task<bool> IsStillAnsweredAsync(TrialPerson person, int replica, CancellationToken cancellationToken) =>
        await TrialRun.UntilAsync(async () => await person.ReadAsync(replica, cancellationToken) != HttpStatusCode.OK, Deadline, cancellationToken) is null;

    private static async Task<(int Living, int Records, int Doubled)> CountAsync(TrialBench bench, CancellationToken cancellationToken)
    {
        await using var database = bench.OpenDatabase();
        var living = await database.Connections.CountAsync(row => row.State != ConnectionState.Ended || row.SealedAccessToken != null || row.SealedRefreshToken != null, cancellationToken);
        var records = database.AuditEvents.Where(record => record.Action == AuditActions.Revoke && record.ConnectionId != null);
        var doubled = await records.GroupBy(record => record.ConnectionId).CountAsync(group => group.Count() > 1, cancellationToken);
        return (living, await records.CountAsync(cancellationToken), doubled);
    }
}

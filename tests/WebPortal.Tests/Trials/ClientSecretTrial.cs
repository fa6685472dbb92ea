using System.Net;
using BitbucketEmulator.Control;
using BitbucketEmulator.Hosting;
using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Trials;

/// <summary>The client secret is wrong for a while, and Bitbucket says the same words as for a dead refresh token.</summary>
[Collection(TrialsAlone.Name)]
[Trait("Level", "Integration")]
[Trait("Level", "Trial")]
public sealed class ClientSecretTrial
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task A_Wrong_Client_Secret_Changes_No_Connection_Raises_One_Alarm_And_Passes_Alone()
    {
        using var limit = TrialRun.Limit(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(20));
        var (count, wrongFor) = (TrialRun.Count(20, 200), TrialRun.Time(20, 300));
        await using var bench = await TrialBench.StartAsync(limit.Token);
        var people = await bench.SignInManyAsync(count, expired: true, limit.Token);
        var before = await ReadAllAsync(bench, limit.Token);
        bench.Emulator.Journal.Clear();

        bench.Emulator.ChangeClientSecret(TrialBench.Client, "another-secret");
        await UseAsync(people, wrongFor, limit.Token);
        var during = await ReadAllAsync(bench, limit.Token);
        var calls = bench.Emulator.Journal.Entries.Count(IsTokenCall);
        bench.Emulator.ChangeClientSecret(TrialBench.Client, TrialBench.Secret);
        var recovered = await Task.WhenAll(people.Select((person, number) => RecoverAsync(person, number % 2, limit.Token)));

        var changed = before.Count(row => during[row.Key] != row.Value);
        var (raised, ended) = (await CountAsync(bench, AuditActions.ClientRefused, limit.Token), await CountAsync(bench, AuditActions.ClientAccepted, limit.Token));
        TrialRun.Report("wrong client secret", $"{wrongFor.TotalSeconds} s, {count} people: {changed} connections changed, {raised} alarm, {calls} calls of the token endpoint meanwhile; "
            + $"{recovered.Count(time => time is not null)} recovered alone, the last {recovered.Max()?.TotalSeconds:F0} s after the secret was right again");
        Assert.Equal((0, 1, 1), (changed, raised, ended));
        Assert.All(recovered, time => Assert.NotNull(time));
        Assert.All((await ReadAllAsync(bench, limit.Token)).Values, row => Assert.Equal(ConnectionState.Healthy, row.State));
    }

    /// <summary>Everybody goes on asking for their data, now here, now there.</summary>
    private static async Task UseAsync(IReadOnlyList<TrialPerson> people, TimeSpan time, CancellationToken cancellationToken)
    {
        var end = DateTimeOffset.UtcNow + time;
        await Task.WhenAll(people.Select(async (person, number) =>
        {
            for (var turn = number; DateTimeOffset.UtcNow < end; turn++)
            {
                Assert.NotEqual(HttpStatusCode.OK, await person.ReadAsync(turn % 2, cancellationToken));
                await Task.Delay(Pause, cancellationToken);
            }
        }));
    }

    private static Task<TimeSpan?> RecoverAsync(TrialPerson person, int replica, CancellationToken cancellationToken) =>
        TrialRun.UntilAsync(async () => await person.ReadAsync(replica, cancellationToken) == HttpStatusCode.OK, Recovery, cancellationToken);

    private static bool IsTokenCall(JournalEntry entry) => entry.Side == EmulatorSide.Web && entry.Method == "POST";

    /// <summary>What must not change: state, generation and both sealed values.</summary>
    private static async Task<Dictionary<Guid, (ConnectionState State, string? Reason, long Generation, string? Access, string? Refresh)>> ReadAllAsync(TrialBench bench, CancellationToken cancellationToken)
    {
        await using var database = bench.OpenDatabase();
        return await database.Connections.AsNoTracking().ToDictionaryAsync(
            row => row.Id, row => (row.State, row.StateReason, row.Generation, row.SealedAccessToken, row.SealedRefreshToken), cancellationToken);
    }

    private static async Task<int> CountAsync(TrialBench bench, string action, CancellationToken cancellationToken)
    {
        await using var database = bench.OpenDatabase();
        return await database.AuditEvents.CountAsync(record => record.Action == action, cancellationToken);
    }
}

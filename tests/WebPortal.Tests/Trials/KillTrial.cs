using System.Collections.Concurrent;
using System.Net;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Trials;

/// <summary>RF-06: kill -9 at every step of a refresh. No connection is lost, and no lease outlives its time.</summary>
/// <remarks>
/// Every kill hits a replica in which one refresh stands at each of the steps. Bitbucket ends the whole family of tokens when a former
/// refresh token comes later than ten minutes after its rotation; within them it forgives.
/// </remarks>
[Collection(TrialsAlone.Name)]
[Trait("Level", "Integration")]
[Trait("Level", "Trial")]
public sealed class KillTrial
{
    private const int Victim = 0;
    private const int Survivor = 1;

    private static readonly RefreshStep[] Steps = Enum.GetValues<RefreshStep>();
    private static readonly TimeSpan AfterLease = TimeSpan.FromSeconds(2);

    /// <summary>Answering itself takes time, the more so while other processes start on the same machine.</summary>
    private static readonly TimeSpan ServingTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>Every so many kills the killed replica itself comes back and goes on; after the others the surviving one does.</summary>
    private static readonly int ByRestartedEvery = TrialRun.Count(2, 10);

    private readonly ConcurrentBag<TimeSpan> _takeovers = [];
    private readonly ConcurrentBag<string> _lost = [];
    private readonly ConcurrentBag<string> _stuck = [];

    [Fact]
    public async Task A_Replica_Killed_At_Any_Step_Of_A_Refresh_Loses_No_Connection_And_Leaves_No_Lease_Behind()
    {
        using var limit = TrialRun.Limit(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(60));
        var kills = TrialRun.Count(2, 200);
        await using var bench = await TrialBench.StartAsync(limit.Token, ("Bitbucket:RequestTimeout", "00:00:05"));
        bench.Emulator.Settings = bench.Emulator.Settings with { RevokeFamilyOnReplay = true };
        var (everybody, recoveries) = (new List<TrialPerson>(), new List<Task>());

        for (var kill = 1; kill <= kills; kill++)
        {
            var people = await PrepareAsync(bench, limit.Token);
            everybody.AddRange(people);
            var refreshes = await KillAsync(bench, people, limit.Token);
            if (kill % ByRestartedEvery != 0)
            {
                recoveries.AddRange(refreshes.Select(refresh => RecoverAsync(bench, refresh, Survivor, limit.Token)));
                await bench.Portals[Victim].StartAsync(limit.Token);
                continue;
            }

            // Nobody else takes these over, and the one who does must not be killed meanwhile.
            await bench.Portals[Victim].StartAsync(limit.Token);
            await Task.WhenAll(refreshes.Select(refresh => RecoverAsync(bench, refresh, Victim, limit.Token)));
        }

        await Task.WhenAll(recoveries);
        await ProveAliveAsync(bench, everybody, limit.Token);

        TrialRun.Report("kill -9 at every step of a refresh", $"{kills} kills, {everybody.Count} refreshes at {Steps.Length} steps: {_lost.Count} connections lost, {_stuck.Count} stuck leases; "
            + $"slowest takeover {_takeovers.DefaultIfEmpty().Max().TotalSeconds:F1} s after the end of the lease");
        Assert.Empty(_lost);
        Assert.Empty(_stuck);
    }

    /// <summary>One person for each step, whose next use needs a refresh and has been marked as a use already.</summary>
    private static async Task<IReadOnlyList<TrialPerson>> PrepareAsync(TrialBench bench, CancellationToken cancellationToken)
    {
        var people = await bench.SignInManyAsync(Steps.Length, expired: false, cancellationToken);
        await Task.WhenAll(people.Select(person => person.ReadAsync(Victim, cancellationToken)));
        await bench.SignInExpiredAsync(people, cancellationToken);
        return people;
    }

    private static async Task<IReadOnlyList<HeldRefresh>> KillAsync(TrialBench bench, IReadOnlyList<TrialPerson> people, CancellationToken cancellationToken)
    {
        var refreshes = people.Zip(Steps, (person, step) => new HeldRefresh(bench, person, step)).ToList();
        await Task.WhenAll(refreshes.Select(refresh => refresh.ReachAsync(Victim, cancellationToken)));
        await Task.WhenAll(refreshes.Select(refresh => refresh.StrikeAsync(cancellationToken)));
        await bench.Portals[Victim].KillAsync(cancellationToken);
        await Task.WhenAll(refreshes.Select(refresh => refresh.SettleAsync(cancellationToken)));
        return refreshes;
    }

    /// <summary>Asks until the person's data is there, and measures from the moment at which the dead holder's lease is over.</summary>
    private async Task RecoverAsync(TrialBench bench, HeldRefresh refresh, int replica, CancellationToken cancellationToken)
    {
        var (person, name) = (refresh.Person, $"{refresh.Step} of {refresh.Person.Name}");
        var asked = DateTimeOffset.UtcNow;
        var lease = (await bench.ReadAsync(person.ConnectionId, cancellationToken)).LeaseExpiresAt ?? asked;
        var due = lease > asked ? lease : asked;
        var served = await TrialRun.UntilAsync(async () => await person.ReadAsync(replica, cancellationToken) == HttpStatusCode.OK, Patience, cancellationToken);
        var row = await bench.ReadAsync(person.ConnectionId, cancellationToken);
        if (served is null || row.State != ConnectionState.Healthy)
        {
            _lost.Add($"{name}: {row.State} {row.StateReason}, served after {served}");
            return;
        }

        var takeover = asked + served.Value - due;
        _takeovers.Add(takeover > TimeSpan.Zero ? takeover : TimeSpan.Zero);
        if (row.LeaseOwner is not null || takeover > AfterLease + ServingTime)
        {
            _stuck.Add($"{name}: lease owner {row.LeaseOwner}, served {takeover} after the end of the lease");
        }
    }

    /// <summary>Every access token dies at Bitbucket; who can still read has a refresh token that lives.</summary>
    private async Task ProveAliveAsync(TrialBench bench, List<TrialPerson> everybody, CancellationToken cancellationToken)
    {
        bench.Emulator.Clock.Advance(TimeSpan.FromHours(3));
        await Parallel.ForEachAsync(everybody, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellationToken }, async (person, ending) =>
        {
            var status = await person.ReadAsync(1, ending);
            if (status != HttpStatusCode.OK)
            {
                _lost.Add($"{person.Name} cannot refresh any more: {status}");
            }
        });
    }
}

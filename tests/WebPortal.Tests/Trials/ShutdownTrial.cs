using System.Diagnostics;
using BitbucketEmulator.Control;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Trials;

/// <summary>RF-09: SIGTERM while token answers are on the way. They are stored before the process ends, and it ends in time.</summary>
[Collection(TrialsAlone.Name)]
[Trait("Level", "Integration")]
[Trait("Level", "Trial")]
public sealed class ShutdownTrial
{
    private const int PeoplePerRound = 4;

    private static readonly TimeSpan AnswerLate = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestExit = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task A_Terminated_Process_Stores_The_Token_Answers_That_Are_On_The_Way()
    {
        using var limit = TrialRun.Limit(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(15));
        var (rounds, stored, longest, codes) = (TrialRun.Count(2, 20), 0, TimeSpan.Zero, new List<int?>());
        await using var bench = await TrialBench.StartAsync(limit.Token);
        bench.Emulator.Settings = bench.Emulator.Settings with { RefreshGrace = TimeSpan.Zero, RevokeFamilyOnReplay = true };

        for (var round = 0; round < rounds; round++)
        {
            var people = await bench.SignInManyAsync(PeoplePerRound, expired: true, limit.Token);
            var generations = await Task.WhenAll(people.Select(async person => (await bench.ReadAsync(person.ConnectionId, limit.Token)).Generation));
            var holds = people.Select(person => bench.Emulator.Holds.Add(TokenStep.AnswerReady, person.Name)).ToList();
            var readings = people.Select(person => TryReadAsync(person, limit.Token)).ToList();
            await Task.WhenAll(holds.Select(hold => hold.Reached)).WaitAsync(limit.Token);

            var started = Stopwatch.GetTimestamp();
            await bench.Portals[0].TerminateAsync(limit.Token);
            await Task.Delay(AnswerLate, limit.Token);
            holds.ForEach(hold => hold.Release());
            await bench.Portals[0].WaitForExitAsync(limit.Token);
            longest = Stopwatch.GetElapsedTime(started) is var took && took > longest ? took : longest;

            codes.Add(bench.Portals[0].ExitCode);
            await Task.WhenAll(readings);
            var rows = await Task.WhenAll(people.Select(person => bench.ReadAsync(person.ConnectionId, limit.Token)));
            stored += rows.Zip(generations).Count(pair => pair.First is { State: ConnectionState.Healthy, LeaseOwner: null } && pair.First.Generation == pair.Second + 1);
            await bench.Portals[0].StartAsync(limit.Token);
        }

        TrialRun.Report("SIGTERM while the token answer is on the way", $"{stored} of {rounds * PeoplePerRound} stored before the exit, slowest exit {longest.TotalSeconds:F1} s");
        Assert.Equal(rounds * PeoplePerRound, stored);
        Assert.InRange(longest, TimeSpan.Zero, LongestExit);
        Assert.All(codes, code => Assert.Equal(0, code));
    }

    /// <summary>The answer itself may be lost with the connection; what counts is the row.</summary>
    private static async Task TryReadAsync(TrialPerson person, CancellationToken cancellationToken)
    {
        try
        {
            await person.ReadAsync(0, cancellationToken);
        }
        catch (HttpRequestException)
        {
            // The server has gone.
        }
    }
}

using System.Globalization;
using System.Net;
using BitbucketEmulator.Control;
using BitbucketEmulator.Hosting;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Trials;

/// <summary>RV-01: a connection is revoked at one replica while it is in use at the other, and while a refresh of it is on its way.</summary>
[Collection(TrialsAlone.Name)]
[Trait("Level", "Integration")]
[Trait("Level", "Trial")]
public sealed class RevocationTrial
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LoadBefore = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LoadAfter = TimeSpan.FromMilliseconds(1500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task A_Connection_Revoked_At_One_Replica_Is_Not_Used_At_The_Other_After_A_Second()
    {
        using var limit = TrialRun.Limit(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(40));
        var (trials, usesAfter, answersAfter, good) = (TrialRun.Count(10, 200), 0, 0, 0);
        var (clicks, lastUses) = (new List<TimeSpan>(), new List<TimeSpan>());
        await using var bench = await TrialBench.StartAsync(limit.Token);
        using var administrator = bench.Meet(Seeds.Administrator);
        await bench.SignInAsync(administrator, limit.Token);

        for (var trial = 0; trial < trials; trial++)
        {
            using var person = await bench.SignInNextAsync(limit.Token);
            bench.Emulator.Journal.Clear();
            var click = await Revoking.PrepareRevokeAsync(administrator, 0, person.ConnectionId);
            var load = new Load(50, token => person.ReadAsync(1, token));
            load.Start(limit.Token);
            await Task.Delay(LoadBefore, limit.Token);

            var clickedAt = DateTimeOffset.UtcNow;
            await click();
            var answeredAt = DateTimeOffset.UtcNow;
            clicks.Add(answeredAt - clickedAt);

            // Beside a whole test run the click itself may wait for a processor; at full counts, on a machine of its own, it may not.
            var deadline = (TrialRun.IsFull ? clickedAt : answeredAt) + Deadline;
            await Task.Delay(LoadAfter, limit.Token);
            var answers = await load.StopAsync();

            var uses = bench.Emulator.Journal.Entries.Where(entry => entry.Side == EmulatorSide.Api && entry.Person == person.Name).ToList();
            good += answers.Count(answer => answer.Status == HttpStatusCode.OK);
            answersAfter += answers.Count(answer => answer.Status == HttpStatusCode.OK && answer.StartedAt > deadline);
            usesAfter += uses.Count(entry => entry.Time > deadline);
            lastUses.Add(uses.Select(entry => entry.Time - clickedAt).DefaultIfEmpty().Max());
        }

        TrialRun.Report("revoke at one replica, load at the other", $"{trials} trials at 50 requests/s: {usesAfter} uses at Bitbucket and {answersAfter} good answers later than 1 s after the {(TrialRun.IsFull ? "click" : "answer to the click")}; "
            + $"latest use {lastUses.Max().TotalMilliseconds:F0} ms after the click (median {Median(lastUses)} ms), the click itself was answered after at most {clicks.Max().TotalMilliseconds:F0} ms "
            + $"(median {Median(clicks)} ms); {good} good answers in all");
        Assert.Equal((0, 0), (usesAfter, answersAfter));
        Assert.True(good >= trials, "Hardly anything was asked before the click.");
    }

    [Fact]
    public async Task A_Connection_Revoked_Or_Disconnected_During_A_Refresh_Does_Not_Come_Back()
    {
        using var limit = TrialRun.Limit(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30));
        var (trials, cameBack) = (TrialRun.Count(10, 200), 0);
        await using var bench = await TrialBench.StartAsync(limit.Token);
        using var administrator = bench.Meet(Seeds.Administrator);
        await bench.SignInAsync(administrator, limit.Token);

        for (var trial = 0; trial < trials; trial++)
        {
            using var person = bench.NextPerson();
            await bench.SignInExpiredAsync([person], limit.Token);
            var end = trial % 2 == 0
                ? await Revoking.PrepareRevokeAsync(administrator, 1, person.ConnectionId)
                : await Revoking.PrepareDisconnectAsync(person, 1);
            var hold = bench.Emulator.Holds.Add(trial % 4 < 2 ? TokenStep.AnswerReady : TokenStep.Received, person.Name);
            var reading = person.ReadAsync(0, limit.Token);
            await hold.Reached.WaitAsync(Patience, limit.Token);
            bench.Emulator.Journal.Clear();

            await end();
            hold.Release();
            var answer = await reading;
            cameBack += await IsGoneAsync(bench, person, answer, limit.Token) ? 0 : 1;
        }

        TrialRun.Report("revoke or disconnect during refresh", $"{trials} trials: {cameBack} came back");
        Assert.Equal(0, cameBack);
    }

    private static string Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2).TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture);

    private static async Task<bool> IsGoneAsync(TrialBench bench, TrialPerson person, HttpStatusCode answer, CancellationToken cancellationToken)
    {
        var ended = await TrialRun.UntilAsync(
            async () => await bench.ReadAsync(person.ConnectionId, cancellationToken) is
                { State: ConnectionState.Ended, SealedAccessToken: null, SealedRefreshToken: null, SealedFormerRefreshToken: null, LeaseOwner: null },
            Patience,
            cancellationToken);
        var (here, there) = (await person.ReadAsync(0, cancellationToken), await person.ReadAsync(1, cancellationToken));
        var uses = bench.Emulator.Journal.Entries.Count(entry => entry.Side == EmulatorSide.Api && entry.Person == person.Name);
        return ended is not null && answer != HttpStatusCode.OK && here != HttpStatusCode.OK && there != HttpStatusCode.OK && uses == 0;
    }
}

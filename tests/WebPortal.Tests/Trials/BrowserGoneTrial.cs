using BitbucketEmulator.Control;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Trials;

/// <summary>The browser that needed a refresh leaves while it is on its way: the new pair is stored all the same, and nobody refreshes again.</summary>
[Collection(TrialsAlone.Name)]
[Trait("Level", "Integration")]
[Trait("Level", "Trial")]
public sealed class BrowserGoneTrial
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task A_Browser_That_Leaves_During_A_Refresh_Loses_Nothing()
    {
        using var limit = TrialRun.Limit(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10));
        var count = TrialRun.Count(20, 100);
        await using var bench = await TrialBench.StartAsync(limit.Token);
        bench.Emulator.Settings = bench.Emulator.Settings with { RefreshGrace = TimeSpan.Zero, RevokeFamilyOnReplay = true };
        var people = await bench.SignInManyAsync(count, expired: true, limit.Token);

        var stored = await Task.WhenAll(people.Select((person, number) => IsStoredAsync(bench, person, number, limit.Token)));
        var answers = await Task.WhenAll(people.Select((person, number) => person.ReadAsync((number + 1) % 2, limit.Token)));

        var refreshes = people.Sum(person => bench.RefreshesOf(person).Count());
        TrialRun.Report("browser gone during refresh", $"{stored.Count(wasStored => wasStored)} of {count} stored, {refreshes} refreshes, {answers.Count(status => (int)status == 200)} answered afterwards");
        Assert.All(stored, Assert.True);
        Assert.All(answers, status => Assert.Equal(200, (int)status));
        Assert.Equal(count, refreshes);
    }

    private static async Task<bool> IsStoredAsync(TrialBench bench, TrialPerson person, int number, CancellationToken cancellationToken)
    {
        var before = await bench.ReadAsync(person.ConnectionId, cancellationToken);
        var hold = bench.Emulator.Holds.Add(number % 4 < 2 ? TokenStep.Received : TokenStep.AnswerReady, person.Name);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = person.ReadAsync(number % 2, leaving.Token);
        await hold.Reached.WaitAsync(Patience, cancellationToken);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        hold.Release();
        return await TrialRun.UntilAsync(
            async () => await bench.ReadAsync(person.ConnectionId, cancellationToken) is { State: ConnectionState.Healthy, LeaseOwner: null } row && row.Generation == before.Generation + 1,
            Patience,
            cancellationToken) is not null;
    }
}

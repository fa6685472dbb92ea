using System.Diagnostics;
using System.Net;
using BitbucketEmulator.Control;
using BitbucketEmulator.Hosting;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Trials;

/// <summary>RF-02: parallel requests on one expired access token over two replicas, with a slow token endpoint that forgives nothing.</summary>
[Collection(TrialsAlone.Name)]
[Trait("Level", "Integration")]
[Trait("Level", "Trial")]
public sealed class StampedeTrial
{
    private static readonly string[] Addresses = [TrialPerson.Data, "/api/v1/workspaces", "/repositories"];

    [Fact]
    public async Task Parallel_Requests_On_One_Expired_Token_Over_Two_Replicas_Make_One_Refresh_A_Round()
    {
        using var limit = TrialRun.Limit(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30));
        var (rounds, requests, slowest) = (TrialRun.Count(3, 20), TrialRun.Count(200, 1_000), TrialRun.Time(1, 5));
        await using var bench = await TrialBench.StartAsync(limit.Token);
        bench.Emulator.Settings = bench.Emulator.Settings with { RefreshGrace = TimeSpan.Zero, RevokeFamilyOnReplay = true };
        using var person = await bench.SignInNextAsync(limit.Token);
        await person.At(0).GetAsync("/repositories");
        var (refreshes, failures, refusals, longest) = (new List<int>(), 0, 0, TimeSpan.Zero);

        for (var round = 0; round < rounds; round++)
        {
            await bench.SignInExpiredAsync([person], limit.Token);
            bench.Emulator.Clock.Advance(TimeSpan.FromMinutes(1));
            bench.Emulator.Journal.Clear();
            bench.Emulator.Faults.Replace([Slow(slowest * round / (rounds - 1), round % 2 == 0)]);
            var started = Stopwatch.GetTimestamp();

            var answers = await Task.WhenAll(Enumerable.Range(0, requests).Select(number => AskAsync(person, number, limit.Token)));

            longest = Stopwatch.GetElapsedTime(started) is var took && took > longest ? took : longest;
            bench.Emulator.Faults.Clear();
            refreshes.Add(bench.RefreshesOf(person).Count());
            failures += answers.Count(status => status != HttpStatusCode.OK);
            refusals += bench.Emulator.Journal.Entries.Count(entry => entry.Status is 400 or 401);
        }

        TrialRun.Report("parallel requests on one expired token over two replicas", $"{requests} requests x {rounds} rounds, token endpoint 0 to {slowest.TotalSeconds} s slow: "
            + $"{refreshes.Sum()} refreshes, {failures} failed answers, {refusals} refusals by Bitbucket (a family revocation begins with one), slowest round {longest.TotalSeconds:F1} s");
        Assert.All(refreshes, count => Assert.Equal(1, count));
        Assert.Equal((0, 0), (failures, refusals));
    }

    /// <summary>Slow before the rotation in one round and after it in the next.</summary>
    private static FaultRule Slow(TimeSpan by, bool before) => new()
    {
        Side = EmulatorSide.Web,
        PathPrefix = "/site/oauth2/access_token",
        Delay = before ? by : null,
        AnswerDelay = before ? null : by,
    };

    private static async Task<HttpStatusCode> AskAsync(TrialPerson person, int number, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Addresses[number % Addresses.Length]);
        using var response = await person.Anywhere.SendUntilAsync(request, cancellationToken);
        return response.StatusCode;
    }
}

using Microsoft.Extensions.Time.Testing;
using WebPortal.Connections;
using Xunit;

namespace WebPortal.Tests.Connections;

/// <summary>Background work goes at its own pace.</summary>
[Trait("Level", "Unit")]
public sealed class TokenEndpointPaceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_A_Short_Burst_Four_Calls_A_Second_Go_Through()
    {
        var clock = new FakeTimeProvider();
        var pace = new TokenEndpointPace(clock);
        var waits = Enumerable.Range(0, 28).Select(_ => pace.WaitAsync(Cancellation)).ToList();
        Assert.Equal(8, waits.Count(wait => wait.IsCompleted));

        var passed = new List<int>();
        for (var second = 0; second < 5; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            passed.Add(waits.Count(wait => wait.IsCompleted));
        }

        await Task.WhenAll(waits);
        Assert.Equal([12, 16, 20, 24, 28], passed);
    }

    [Fact]
    public async Task A_Rest_Earns_No_More_Than_One_Burst()
    {
        var clock = new FakeTimeProvider();
        var pace = new TokenEndpointPace(clock);
        await pace.WaitAsync(Cancellation);
        clock.Advance(TimeSpan.FromHours(1));

        var waits = Enumerable.Range(0, 20).Select(_ => pace.WaitAsync(Cancellation)).ToList();

        Assert.Equal(8, waits.Count(wait => wait.IsCompleted));
    }

    [Fact]
    public async Task Who_Gives_Up_Waiting_Is_Let_Go()
    {
        var pace = new TokenEndpointPace(new FakeTimeProvider());
        using var impatient = new CancellationTokenSource();
        var waits = Enumerable.Range(0, 9).Select(_ => pace.WaitAsync(impatient.Token)).ToList();

        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits[8]);
    }
}

using Microsoft.Extensions.Time.Testing;
using WebPortal.Repositories;
using Xunit;

namespace WebPortal.Tests.Repositories;

[Trait("Level", "Unit")]
public sealed class CallBudgetTests
{
    private static readonly Guid Ann = Guid.NewGuid();

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 24, 12, 0, 30, TimeSpan.Zero));

    [Fact]
    public void Background_Ends_First_And_A_First_Reading_Last()
    {
        var budget = new CallBudget(clock);
        Assert.Equal(CallBudget.ForBackground, Take(budget, CallPurpose.Background, 2_000));
        Assert.Equal(CallBudget.ForWish - CallBudget.ForBackground, Take(budget, CallPurpose.Wish, 2_000));
        Assert.Equal(CallBudget.ForFirst - CallBudget.ForWish, Take(budget, CallPurpose.First, 2_000));
        Assert.True(CallBudget.ForFirst < 1_000);
        Assert.Equal(1, Take(budget, CallPurpose.Background, 1, Guid.NewGuid()));
    }

    [Fact]
    public void The_Hour_Rolls_And_The_Time_To_Wait_Is_Named()
    {
        var budget = new CallBudget(clock);
        Take(budget, CallPurpose.First, 900);
        clock.Advance(TimeSpan.FromMinutes(20));
        Take(budget, CallPurpose.First, 90);

        var wait = budget.Take(Ann, CallPurpose.First);
        Assert.NotNull(wait);
        Assert.InRange(wait.Value, TimeSpan.FromMinutes(40), TimeSpan.FromMinutes(41));

        clock.Advance(wait.Value);
        Assert.Equal(90, budget.Used(Ann));
        Assert.Null(budget.Take(Ann, CallPurpose.First));
        clock.Advance(TimeSpan.FromHours(3));
        Assert.Equal(0, budget.Used(Ann));
    }

    [Fact]
    public void No_Sixty_Minutes_Ever_See_A_Thousand_Calls()
    {
        var budget = new CallBudget(clock);
        var random = new Random(11);
        var made = new Queue<DateTimeOffset>();
        for (var step = 0; step < 20_000; step++)
        {
            clock.Advance(TimeSpan.FromSeconds(random.Next(3)));
            if (budget.Take(Ann, (CallPurpose)random.Next(3)) is null)
            {
                made.Enqueue(clock.GetUtcNow());
            }

            while (made.TryPeek(out var oldest) && oldest <= clock.GetUtcNow() - TimeSpan.FromHours(1))
            {
                made.Dequeue();
            }

            Assert.True(made.Count < 1_000);
        }
    }

    [Fact]
    public void Near_The_Limit_Only_People_Are_Served()
    {
        var budget = new CallBudget(clock);
        budget.MarkNear(Ann);
        Assert.NotNull(budget.Take(Ann, CallPurpose.Background));
        Assert.Null(budget.Take(Ann, CallPurpose.Wish));
        Assert.Null(budget.Take(Ann, CallPurpose.First));
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Null(budget.Take(Ann, CallPurpose.Background));
    }

    [Fact]
    public async Task What_The_Headers_Say_Stops_The_Background_And_The_List_Says_So()
    {
        using var catalog = new PagedCatalog(300) { IsNearLimit = true };
        await catalog.ListAsync();
        catalog.IsNearLimit = false;

        var (listing, calls) = await catalog.ReadAgainAsync(TimeSpan.FromMinutes(6));

        Assert.Empty(calls);
        Assert.Equal(300, listing.Total);
        var failure = Assert.Single(listing.Completeness.Failures);
        Assert.Equal((FailureReason.RateLimited, catalog.Clock.GetUtcNow() + TimeSpan.FromMinutes(4)), (failure.Reason, failure.NextTryAt));
        Assert.Single((await catalog.ReadAgainAsync(TimeSpan.FromMinutes(4))).Calls);
    }

    private static int Take(CallBudget budget, CallPurpose purpose, int times, Guid? connection = null) =>
        Enumerable.Range(0, times).Count(_ => budget.Take(connection ?? Ann, purpose) is null);
}

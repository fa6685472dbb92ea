using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using WebPortal.Bitbucket;
using Xunit;

namespace WebPortal.Tests.Bitbucket;

[Trait("Level", "Unit")]
public sealed class PageWalkTests
{
    [Fact]
    public async Task A_List_Of_1240_Is_Read_With_13_Calls_In_Order()
    {
        await using var upstream = await UpstreamDouble.StartAsync(new PagedUpstream(1240).AnswerAsync);
        using var api = new ApiUnderTest(upstream.ApiBase);

        var outcome = await api.WalkAsync("big");

        Assert.Equal(PageWalkEnd.Complete, outcome.End);
        Assert.Equal(Enumerable.Range(0, 1240).Select(number => $"big/r{number:D5}"), outcome.Items.Select(item => item.FullName!));
        Assert.Equal(13, upstream.Journal.Count);
        Assert.All(upstream.Journal, entry => Assert.Contains("sort=slug", entry.Target, StringComparison.Ordinal));
        Assert.All(upstream.Journal, entry => Assert.Contains("fields=values.uuid,values.slug,", entry.Target, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_Of_A_Numbered_List_Are_Asked_For_Together()
    {
        var waiting = 0;
        var allHere = new TaskCompletionSource();
        var paged = new PagedUpstream(1000);
        await using var upstream = await UpstreamDouble.StartAsync(async context =>
        {
            if (context.Request.Query.ContainsKey("page"))
            {
                // Answered only when all nine other pages are waiting.
                if (Interlocked.Increment(ref waiting) == 9)
                {
                    allHere.SetResult();
                }

                await allHere.Task.WaitAsync(context.RequestAborted);
            }

            await paged.AnswerAsync(context);
        });
        using var api = new ApiUnderTest(upstream.ApiBase);

        var outcome = await api.WalkAsync("big");

        Assert.Equal(1000, outcome.Items.Count);
        Assert.True(outcome.IsComplete);
    }

    [Theory]
    [InlineData(1L, false)]
    [InlineData(120L, false)]
    [InlineData(249L, false)]
    [InlineData(100_000L, false)]
    [InlineData(100_000L, true)]
    [InlineData(long.MaxValue, false)]
    [InlineData(-5L, false)]
    [InlineData(0L, false)]
    [InlineData(null, false)]
    public async Task A_Wrong_Size_Costs_Calls_But_Never_Repositories(long? claimedSize, bool nothingBehindTheEnd)
    {
        var paged = new PagedUpstream(450) { ClaimedSize = claimedSize, NothingBehindTheEnd = nothingBehindTheEnd };
        await using var upstream = await UpstreamDouble.StartAsync(paged.AnswerAsync);
        using var api = new ApiUnderTest(upstream.ApiBase);

        var outcome = await api.WalkAsync("big");

        Assert.Equal(PageWalkEnd.Complete, outcome.End);
        Assert.Equal(450, outcome.Items.DistinctBy(item => item.FullName).Count());
        Assert.InRange(upstream.Journal.Count, 5, 5 + (2 * PageWalkLimits.Default.Parallelism));
    }

    [Fact]
    public async Task Opaque_Links_Are_Followed_One_By_One()
    {
        await using var upstream = await UpstreamDouble.StartAsync(new PagedUpstream(950) { Opaque = true }.AnswerAsync);
        using var api = new ApiUnderTest(upstream.ApiBase);

        var outcome = await api.WalkAsync("big");

        Assert.True(outcome.IsComplete);
        Assert.Equal(950, outcome.Items.Count);
        Assert.Equal(10, upstream.Journal.Count);
    }

    [Fact]
    public async Task Endless_Opaque_Pages_Stop_At_The_Page_Cap()
    {
        await using var upstream = await UpstreamDouble.StartAsync(new PagedUpstream(10_000 * 100) { Opaque = true, ClaimedSize = null }.AnswerAsync);
        using var api = new ApiUnderTest(upstream.ApiBase);

        var outcome = await api.WalkAsync("big", PageWalkLimits.Default with { MostPages = 40 });

        Assert.Equal(PageWalkEnd.TooLong, outcome.End);
        Assert.Equal(40, outcome.PagesRead);
        Assert.Equal(40, upstream.Journal.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ten_Thousand_Pages_Stop_At_The_Default_Cap_Of_Entries(bool opaque)
    {
        await using var upstream = await UpstreamDouble.StartAsync(new PagedUpstream(10_000 * 100) { Opaque = opaque }.AnswerAsync);
        using var api = new ApiUnderTest(upstream.ApiBase);

        var outcome = await api.WalkAsync("big");

        Assert.Equal(PageWalkEnd.TooLong, outcome.End);
        Assert.Equal(50_000, outcome.Items.Count);
        Assert.Equal(500, upstream.Journal.Count);
    }

    [Theory]
    [InlineData("?page=1")]
    [InlineData("?page=2")]
    [InlineData("?cursor=same")]
    public async Task A_Link_In_A_Circle_Stops_The_Walk(string query)
    {
        await using var upstream = await UpstreamDouble.StartAsync(context => UpstreamDouble.WriteJsonAsync(
            context,
            $$"""{"values":[{"slug":"a"}],"next":"{{context.Request.Scheme}}://{{context.Request.Host}}{{context.Request.Path}}{{query}}"}"""));
        using var api = new ApiUnderTest(upstream.ApiBase);

        var outcome = await api.WalkAsync("round");

        Assert.Equal(PageWalkEnd.Loop, outcome.End);
        Assert.InRange(upstream.Journal.Count, 1, 2);
    }

    [Fact]
    public async Task A_Failing_Page_Keeps_What_The_Others_Gave()
    {
        var paged = new PagedUpstream(450);
        await using var upstream = await UpstreamDouble.StartAsync(context =>
        {
            if (context.Request.Query["page"] == "3")
            {
                context.Response.StatusCode = StatusCodes.Status502BadGateway;
                return Task.CompletedTask;
            }

            return paged.AnswerAsync(context);
        });
        using var api = new ApiUnderTest(upstream.ApiBase);

        var outcome = await api.WalkAsync("big", PageWalkLimits.Default with { Parallelism = 4 });

        Assert.Equal(PageWalkEnd.Failed, outcome.End);
        Assert.Equal(BitbucketErrorKind.Unavailable, outcome.Error!.Kind);
        Assert.NotEmpty(outcome.Items);
        Assert.DoesNotContain(outcome.Items, item => item.Slug == "r00200");
    }

    [Fact]
    public async Task A_Walk_Ends_When_Its_Time_Is_Over()
    {
        var clock = new FakeTimeProvider();
        await using var upstream = await UpstreamDouble.StartAsync(async context =>
        {
            clock.Advance(TimeSpan.FromSeconds(25));
            await new PagedUpstream(100_000) { Opaque = true }.AnswerAsync(context);
        });
        using var api = new ApiUnderTest(upstream.ApiBase, clock);

        var outcome = await api.WalkAsync("slow");

        Assert.Equal(PageWalkEnd.OutOfTime, outcome.End);
        Assert.InRange(upstream.Journal.Count, 4, 5);
        Assert.NotEmpty(outcome.Items);
    }
}

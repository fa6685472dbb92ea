using System.Globalization;
using Microsoft.AspNetCore.Http;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Checks;

/// <summary>UP-09: after a 429 nothing is asked before the time that Bitbucket named, within reason; other people notice nothing.</summary>
[Trait("Level", "Integration")]
public sealed class UpstreamLimitTests
{
    private static readonly (string Form, Func<DateTimeOffset, string?> RetryAfter, TimeSpan Silence)[] Forms =
    [
        ("seconds", _ => "120", TimeSpan.FromSeconds(120)),
        ("a date", now => now.AddSeconds(121).ToString("R", CultureInfo.InvariantCulture), TimeSpan.FromSeconds(120)),
        ("negative", _ => "-5", TimeSpan.FromSeconds(30)),
        ("absent", _ => null, TimeSpan.FromSeconds(30)),
        ("nonsense", _ => "soon", TimeSpan.FromSeconds(30)),
        ("a thousand million seconds", _ => "1000000000", TimeSpan.FromHours(1)),
    ];

    [Fact]
    public async Task No_Call_Is_Made_Before_The_Time_And_Others_Are_Served()
    {
        await using var bitbucket = await FaultyBitbucket.StartAsync(("Repositories:CacheLifetime", "00:00:00"));
        using var limited = bitbucket.Portal.NewVisitor();
        await limited.SignInAsync(Seeds.Person);
        using var other = bitbucket.Portal.NewVisitor();
        await other.SignInAsync(Seeds.Stranger);
        foreach (var (form, retryAfter, silence) in Forms)
        {
            // Once good, so that no refusal counts as one of a row.
            bitbucket.Fault = null;
            bitbucket.Advance(TimeSpan.FromMinutes(61));
            await limited.ReadPageAsync("/repositories");
            bitbucket.Fault = context =>
            {
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                if (retryAfter(bitbucket.Portal.Clock.GetUtcNow()) is { } text)
                {
                    context.Response.Headers.RetryAfter = text;
                }

                return Task.CompletedTask;
            };
            bitbucket.OnlyFor = null;
            await limited.ReadPageAsync("/repositories");
            bitbucket.OnlyFor = bitbucket.Upstream.Journal.Last(entry => entry.Path == "/2.0/repositories/bad").Authorization;

            bitbucket.Advance(silence - TimeSpan.FromSeconds(5));
            var (before, asked) = (bitbucket.BadCalls, bitbucket.Upstream.Journal.Count);
            var silent = await limited.ReadPageAsync("/repositories");
            Assert.True(asked == bitbucket.Upstream.Journal.Count, $"{form}: asked too early");
            Assert.Contains("Good repository", silent.Body!.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain("hourly limit", (await other.ReadPageAsync("/repositories")).Body!.TextContent, StringComparison.Ordinal);
            Assert.True(bitbucket.BadCalls > before, $"{form}: the other person was not served");

            bitbucket.Fault = null;
            bitbucket.Advance(TimeSpan.FromSeconds(10));
            var calls = bitbucket.BadCalls;
            Assert.DoesNotContain("hourly limit", (await limited.ReadPageAsync("/repositories")).Body!.TextContent, StringComparison.Ordinal);
            Assert.True(bitbucket.BadCalls > calls, $"{form}: not asked again");
        }
    }
}

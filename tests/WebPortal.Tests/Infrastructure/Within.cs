using System.Diagnostics;
using Xunit;

namespace WebPortal.Tests.Infrastructure;

/// <summary>Asks again and again until something holds, for as long as the portal may take to make it so everywhere.</summary>
internal static class Within
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>A question asked a second or more after the call must be answered with yes.</summary>
    /// <returns>When the last question was asked that was still answered with no.</returns>
    public static async Task<TimeSpan> ASecondAsync(Func<Task<bool>> holdsAsync)
    {
        var clock = Stopwatch.StartNew();
        var latest = TimeSpan.Zero;
        while (true)
        {
            var asked = clock.Elapsed;
            if (await holdsAsync())
            {
                return latest;
            }

            latest = asked;
            Assert.True(latest < Limit, $"still not so after {latest}");
        }
    }
}

using System.Diagnostics;
using System.Net;
using Microsoft.EntityFrameworkCore;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Trials;

/// <summary>OP-04: two replicas start at once on an empty database, and are one portal.</summary>
[Collection(TrialsAlone.Name)]
[Trait("Level", "Integration")]
[Trait("Level", "Trial")]
public sealed class BornTogetherTrial
{
    [Fact]
    public async Task Two_Replicas_Born_Together_On_An_Empty_Database_Share_Schema_Keys_And_Sessions()
    {
        using var limit = TrialRun.Limit(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(15));
        var (births, good, longest) = (TrialRun.Count(3, 20), 0, TimeSpan.Zero);

        for (var birth = 0; birth < births; birth++)
        {
            await using var bench = await TrialBench.PrepareOnEmptyDatabaseAsync(limit.Token);
            var started = Stopwatch.GetTimestamp();
            await bench.StartPortalsAsync(limit.Token);
            longest = Stopwatch.GetElapsedTime(started) is var took && took > longest ? took : longest;

            await AssertOneSchemaAsync(bench, limit.Token);
            for (var replica = 0; replica < 2; replica++)
            {
                // Cookies of both, each at the other: neither has made a key of its own that the other does not know.
                using var person = bench.NextPerson();
                await person.At(replica).SignInAsync(person.Name);
                using var elsewhere = await person.At(1 - replica).GetAsync("/api/v1/me");
                Assert.Equal(HttpStatusCode.OK, elsewhere.StatusCode);
                using var signOut = await person.At(1 - replica).SubmitAsync("/account", "/signout");
                Assert.Equal(HttpStatusCode.Found, signOut.StatusCode);
            }

            good++;
        }

        TrialRun.Report("two replicas born together on an empty database", $"{good} of {births}: one schema, both ready, cookies valid at both; slowest start {longest.TotalSeconds:F1} s");
        Assert.Equal(births, good);
    }

    private static async Task AssertOneSchemaAsync(TrialBench bench, CancellationToken cancellationToken)
    {
        await using var database = bench.OpenDatabase();
        Assert.Equal(database.Database.GetMigrations(), await database.Database.GetAppliedMigrationsAsync(cancellationToken));
        Assert.Equal(1, await database.Set<AuditHead>().CountAsync(cancellationToken));
    }
}

using Microsoft.EntityFrameworkCore;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Connections;

/// <summary>The background work reads what is due through an index, however much is stored.</summary>
[Trait("Level", "PostgreSql")]
public sealed class SweepPlanTests : IAsyncLifetime
{
    private const int Stored = 20_000;

    private PortalParts _parts = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _parts = await PortalParts.StartAsync(DatabaseProvider.PostgreSql);
        await using var database = _parts.Open();
        await database.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO "Users" ("Id", "BitbucketUuid", "AccountId", "Username", "DisplayName", "SearchText", "CreatedAt", "LastSignInAt")
             SELECT gen_random_uuid(), n::text, n::text, n::text, n::text, n::text, now(), now() FROM generate_series(1, {Stored}) AS n;
             """,
            Cancellation);
        await database.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO "Connections" ("Id", "OwnerId", "Kind", "State", "Generation", "AccessTokenExpiresAt", "RefreshTokenIssuedAt", "RequestedScope",
                 "ConnectedAt", "LastUsedAt", "FailedRefreshes", "EndedAt", "NextRefreshAt", "SealedFormerRefreshToken", "FormerRefreshTokenEndsAt")
             SELECT gen_random_uuid(), "Id", 'AuthorizationCode', CASE WHEN n % 4 = 0 THEN 'Ended' WHEN n % 1000 = 1 THEN 'Retrying' ELSE 'Healthy' END, 1, now(),
                 CASE WHEN n % 4 = 0 OR n % 2000 = 3 THEN now() - interval '85 days' ELSE now() - interval '1 day' END, 'account', now(), now(), 0,
                 CASE WHEN n % 4 = 0 THEN now() END,
                 CASE WHEN n % 1000 = 1 THEN now() + (n % 3 - 1) * interval '1 minute' END,
                 CASE WHEN n % 500 = 2 THEN 'sealed' END, CASE WHEN n % 500 = 2 THEN now() + (n % 3 - 1) * interval '1 minute' END
             FROM (SELECT "Id", row_number() OVER () AS n FROM "Users") AS people;
             """,
            Cancellation);
        await database.Database.ExecuteSqlAsync($"""ANALYZE "Connections" """, Cancellation);
    }

    public ValueTask DisposeAsync() => _parts.DisposeAsync();

    [Fact]
    public async Task What_Is_Due_For_A_Retry_Is_Found_By_Its_Index() =>
        await AssertIndexedAsync(database => RefreshRecovery.Due(database, DateTimeOffset.UtcNow).OrderBy(row => row.NextRefreshAt).Take(20), "IX_Connections_NextRefreshAt");

    [Fact]
    public async Task Former_Tokens_That_Must_Go_Are_Found_By_Their_Index() =>
        await AssertIndexedAsync(database => RefreshRecovery.Outlived(database, DateTimeOffset.UtcNow), "IX_Connections_FormerRefreshTokenEndsAt");

    [Fact]
    public async Task Idle_Grants_Are_Found_By_State_And_Age_And_Ended_Ones_Are_Not_Read() =>
        await AssertIndexedAsync(database => ConnectionKeepAlive.Idle(database, DateTimeOffset.UtcNow), "IX_Connections_State_RefreshTokenIssuedAt");

    private async Task AssertIndexedAsync(Func<PortalDbContext, IQueryable<Connection>> query, string index)
    {
        await using var database = _parts.Open();
        await using var command = query(database).CreateDbCommand();
        command.CommandText = $"EXPLAIN (ANALYZE, TIMING OFF) {command.CommandText}";
        await database.Database.OpenConnectionAsync(Cancellation);
        var plan = new List<string>();
        await using var lines = await command.ExecuteReaderAsync(Cancellation);
        while (await lines.ReadAsync(Cancellation))
        {
            plan.Add(lines.GetString(0));
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', plan));
        Assert.DoesNotContain(plan, line => line.Contains("Seq Scan", StringComparison.Ordinal));
        Assert.Contains(plan, line => line.Contains(index, StringComparison.Ordinal));
    }
}

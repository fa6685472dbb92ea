using Microsoft.EntityFrameworkCore;
using WebPortal.Tests.Infrastructure;

namespace WebPortal.Tests.Administration;

/// <summary>As many people and connections as a test asks for, made by PostgreSQL itself in a few statements; alike for the same number.</summary>
/// <remarks>
/// Of 1,000 connections about 25 have ended, 10 must reconnect, 1 is suspended and half a one is retrying; they are connected over 23 months and used over 75 days.
/// Every third belongs to the workspace northlight, the others to one of 3,000; every second to one of 40 more. Every tenth person is signed in.
/// </remarks>
internal static class Multitude
{
    private static readonly string[] Statements =
    [
        """
        INSERT INTO "Users" ("Id", "BitbucketUuid", "AccountId", "Username", "DisplayName", "Email", "SearchText", "CreatedAt", "LastSignInAt")
        SELECT id, uuid, 'account-' || n, username, name, username || '@example.com',
            upper(name || ' ' || username || ' ' || username || '@example.com ' || uuid), {1}, {1}
        FROM (
            SELECT n, md5('user' || n)::uuid AS id, '{{' || md5('uuid' || n)::uuid || '}}' AS uuid,
                first || '.' || substr(md5('n' || n), 1, 7) AS username,
                initcap(first || ' ' || translate(substr(md5('n' || n), 1, 7), '0123456789', 'ghijklmnop')) AS name
            FROM generate_series(1, {0}) AS n,
                LATERAL (SELECT (ARRAY['amelia','bogdan','chidi','daphne','elif','farid','greta','hana','iris','juno','kofi','liora'])[1 + n % 12] AS first) AS names
        ) AS people
        """,
        """
        INSERT INTO "Connections" ("Id", "OwnerId", "Kind", "State", "Generation", "SealedAccessToken", "SealedRefreshToken", "AccessTokenExpiresAt",
            "RefreshTokenIssuedAt", "RequestedScope", "GrantedScope", "ConnectedAt", "LastUsedAt", "FailedRefreshes", "NextRefreshAt",
            "FormerRefreshTokenEndsAt", "SealedFormerRefreshToken", "EndedAt", "EndReason")
        SELECT md5('connection' || n)::uuid, md5('user' || n)::uuid,
            CASE WHEN n % 50 = 0 THEN 'ApiToken' ELSE 'AuthorizationCode' END,
            CASE WHEN n % 40 = 7 THEN 'Ended' WHEN n % 1000 = 3 THEN 'Suspended' WHEN n % 100 = 5 THEN 'ReconnectNeeded' WHEN n % 2000 = 11 THEN 'Retrying' ELSE 'Healthy' END,
            1, 'sealed', 'sealed', {1} + interval '1 hour',
            {1} - interval '1 minute' * (n * 7919::bigint % 108100), 'account email repository',
            CASE WHEN n % 5000 = 13 THEN 'account webhook' WHEN n % 20 = 1 THEN 'account,email,repository:write,pullrequest' ELSE 'account email repository' END,
            {1} - interval '1 minute' * (n * 104729::bigint % 1000003), {1} - interval '1 minute' * (n * 7919::bigint % 108100), 0,
            CASE WHEN n % 2000 = 11 THEN {1} + interval '1 minute' * (n * 31 % 60 - 10) END,
            CASE WHEN n % 5000 = 17 THEN {1} + interval '1 minute' * (n * 31 % 12 - 6) END, CASE WHEN n % 5000 = 17 THEN 'sealed' END,
            CASE WHEN n % 40 = 7 THEN {1} END, CASE WHEN n % 40 = 7 THEN 'revoked' END
        FROM generate_series(1, {0}) AS n
        """,
        """
        INSERT INTO "ConnectionWorkspaces" ("ConnectionId", "Slug")
        SELECT md5('connection' || n)::uuid, CASE WHEN n % 3 = 0 THEN 'northlight' ELSE 'team-' || n % 3000 END FROM generate_series(1, {0}) AS n
        UNION ALL
        SELECT md5('connection' || n)::uuid, 'harbour-' || n % 40 FROM generate_series(1, {0}, 2) AS n
        """,
        """
        INSERT INTO "Sessions" ("Id", "HandleHash", "UserId", "CreatedAt", "LastSeenAt")
        SELECT md5('session' || n)::uuid, sha256(n::text::bytea), md5('user' || n)::uuid, {1}, {1} FROM generate_series(1, {0}, 10) AS n
        """,
    ];

    /// <summary>An index of trigrams is made in one go after the rows, as a restore does; row by row it takes ten times as long.</summary>
    private const string PutTrigramsAside =
        """
        CREATE TEMPORARY TABLE aside AS SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexdef LIKE '%USING gin%';
        DO $$ DECLARE it record; BEGIN FOR it IN SELECT * FROM aside LOOP EXECUTE format('DROP INDEX %I', it.indexname); END LOOP; END $$;
        """;

    private const string BringTrigramsBack =
        """
        SET maintenance_work_mem = '512MB';
        DO $$ DECLARE it record; BEGIN FOR it IN SELECT * FROM aside LOOP EXECUTE it.indexdef; END LOOP; END $$;
        """;

    public static async Task ComeAsync(PortalParts parts, int count, CancellationToken cancellationToken)
    {
        await using var database = parts.Open();
        database.Database.SetCommandTimeout(TimeSpan.FromMinutes(15));
        await database.Database.OpenConnectionAsync(cancellationToken);
        await database.Database.ExecuteSqlRawAsync(PutTrigramsAside, cancellationToken);
        foreach (var statement in Statements)
        {
            await database.Database.ExecuteSqlRawAsync(statement, [count, parts.Clock.GetUtcNow()], cancellationToken);
        }

        await database.Database.ExecuteSqlRawAsync(BringTrigramsBack, cancellationToken);

        // What the database does by itself some minutes after so many rows came.
        await database.Database.ExecuteSqlRawAsync("VACUUM (ANALYZE)", cancellationToken);
    }
}

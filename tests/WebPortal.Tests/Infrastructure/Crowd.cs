using WebPortal.Data;

namespace WebPortal.Tests.Infrastructure;

/// <summary>Many people with a connection and a session each, whose sealed values are of Bitbucket's size but open to nothing.</summary>
internal static class Crowd
{
    private const int Batch = 1000;

    // Bitbucket's newer tokens are about 2,500 characters; sealed they are a third longer.
    private static readonly string Sealed = new('x', 3400);

    public static async Task ConnectAsync(Func<PortalDbContext> open, DateTimeOffset now, int count, CancellationToken cancellationToken)
    {
        for (var from = 0; from < count; from += Batch)
        {
            await using var database = open();
            foreach (var number in Enumerable.Range(from, Math.Min(Batch, count - from)))
            {
                Add(database, number, now);
            }

            await database.SaveChangesAsync(cancellationToken);
        }
    }

    private static void Add(PortalDbContext database, int number, DateTimeOffset now)
    {
        var user = new PortalUser
        {
            Id = Guid.CreateVersion7(now),
            BitbucketUuid = $"{{{Guid.NewGuid()}}}",
            Username = $"person-{number}",
            DisplayName = $"Person {number}",
            SearchText = $"PERSON {number}",
            CreatedAt = now,
            LastSignInAt = now,
        };
        database.Users.Add(user);
        database.Connections.Add(new Connection
        {
            Id = Guid.CreateVersion7(now),
            OwnerId = user.Id,
            Kind = ConnectionKind.AuthorizationCode,
            State = ConnectionState.Healthy,
            Generation = 1,
            SealedAccessToken = Sealed,
            SealedRefreshToken = Sealed,
            AccessTokenExpiresAt = now.AddHours(2),
            RefreshTokenIssuedAt = now,
            RequestedScope = "account",
            ConnectedAt = now,
            LastUsedAt = now,
        });
        database.Sessions.Add(new PortalSession
        {
            Id = Guid.CreateVersion7(now),
            HandleHash = Guid.NewGuid().ToByteArray(),
            UserId = user.Id,
            CreatedAt = now,
            LastSeenAt = now,
        });
    }
}

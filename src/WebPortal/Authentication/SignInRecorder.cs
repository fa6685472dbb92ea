using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WebPortal.Audit;
using WebPortal.Bitbucket;
using WebPortal.Connections;
using WebPortal.Data;

namespace WebPortal.Authentication;

/// <summary>Stores a good sign-in: the person, the connection and the audit record in one transaction.</summary>
internal sealed class SignInRecorder(
    IDbContextFactory<PortalDbContext> contexts, GrantReceiver grants, AuditLog audit, IOptions<BitbucketOptions> bitbucket, TimeProvider clock)
{
    /// <returns>The id of the person.</returns>
    public async Task<Guid> RecordAsync(BitbucketProfile profile, string? email, TokenSet tokens, string? remoteAddress, CancellationToken cancellationToken)
    {
        try
        {
            return await TryRecordAsync(profile, email, tokens, remoteAddress, cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Two first sign-ins of one person at once: the loser of the unique index finds the winner's row.
            return await TryRecordAsync(profile, email, tokens, remoteAddress, cancellationToken);
        }
    }

    private async Task<Guid> TryRecordAsync(BitbucketProfile profile, string? email, TokenSet tokens, string? remoteAddress, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var database = contexts.CreateDbContext();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var user = await database.Users.FirstOrDefaultAsync(row => row.BitbucketUuid == profile.Uuid, cancellationToken);
        if (user is null)
        {
            user = new PortalUser { Id = Guid.CreateVersion7(now), BitbucketUuid = profile.Uuid, Username = "", DisplayName = "", SearchText = "", CreatedAt = now };
            database.Users.Add(user);
        }

        user.AccountId = profile.AccountId;
        user.Username = profile.Username;
        user.DisplayName = profile.DisplayName;
        user.Email = email;
        user.SearchText = $"{profile.DisplayName} {profile.Username} {email} {profile.Uuid}".ToUpperInvariant();
        user.LastSignInAt = now;
        var connection = await grants.ReceiveAsync(database, user.Id, tokens, bitbucket.Value.Scopes, cancellationToken);
        var record = new AuditEntry(AuditActions.SignIn, AuditEntry.Done, new AuditActor(user.Id, remoteAddress), user.Id, connection.Id);
        AuditEntry[] records = HasComeBack(database, connection) ? [record, record with { Action = AuditActions.Resume, Detail = "member of an allowed workspace again" }] : [record];
        await audit.AppendAsync(database, records, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return user.Id;
    }

    /// <summary>The consent has lifted a suspension for having left the workspaces.</summary>
    private static bool HasComeBack(PortalDbContext database, Connection connection) =>
        database.Entry(connection) is { State: EntityState.Modified } entry
        && entry.Property(row => row.State).OriginalValue == ConnectionState.Suspended && connection.State != ConnectionState.Suspended;
}

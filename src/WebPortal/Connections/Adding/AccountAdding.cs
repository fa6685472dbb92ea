using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WebPortal.Audit;
using WebPortal.Bitbucket;
using WebPortal.Data;

namespace WebPortal.Connections.Adding;

/// <summary>Adds a person's API token or app password, or puts a new one in the place of the old. Nothing is stored that Bitbucket has not accepted.</summary>
/// <remarks>
/// 1. What can be seen to be wrong is refused without asking Bitbucket.
/// 2. Bitbucket is asked once, without any transaction, who the credential belongs to: it has to be the person's own.
/// 3. The sealed secret and the audit record are written together. A replacement is fenced by the generation that was read; until then the old one works.
/// </remarks>
internal sealed class AccountAdding(
    IDbContextFactory<PortalDbContext> contexts, CredentialTrial trial, CredentialSeal seal, AuditLog audit, IOptions<BitbucketOptions> bitbucket, IDatabaseClock clock)
{
    /// <summary>For a credential without an end of its own; nothing is timed by it.</summary>
    private static readonly TimeSpan NoEnd = TimeSpan.FromDays(3650);

    public bool AllowsAppPasswords => bitbucket.Value.AllowAppPasswords;

    /// <param name="actor">Null when the command line adds it.</param>
    public async Task<AdditionOutcome> AddAsync(Guid ownerId, AccountDraft draft, AuditActor? actor, CancellationToken cancellationToken)
    {
        if (FindProblem(draft) is { } problem)
        {
            return problem;
        }

        await using var database = contexts.CreateDbContext();
        if (await ReadUuidAsync(database, ownerId, cancellationToken) is not { } uuid)
        {
            return AdditionProblem.NotReplaceable;
        }

        var (account, secret) = (draft.Account!.Trim(), new AccountSecret(draft.Secret!.Trim()));
        var tried = await trial.TryAccountAsync(UpstreamCredential.Basic(account, secret), uuid, cancellationToken);
        if (tried.Problem is not null)
        {
            return tried.ToRefusal();
        }

        var now = await clock.ReadAsync(database, cancellationToken);
        var row = new Connection
        {
            Id = Guid.CreateVersion7(now), OwnerId = ownerId, Kind = draft.IsAppPassword ? ConnectionKind.AppPassword : ConnectionKind.ApiToken,
            RequestedScope = "", GrantedScope = tried.GrantedScope, ConnectedAt = now, LastUsedAt = now, AccountName = account, Generation = 1,
        };
        row.SealedAccessToken = seal.Seal(row, secret);
        (row.SecretEndsAt, row.AccessTokenExpiresAt) = EndOf(draft, now);
        row.RefreshTokenIssuedAt = row.AccessTokenExpiresAt - ConnectionStatusReader.UnusedLife;
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        database.Connections.Add(row);
        await database.SaveChangesAsync(cancellationToken);
        await audit.AppendAsync(database, new AuditEntry(AuditActions.Added, AuditEntry.Done, actor, ownerId, row.Id, $"kind: {row.Kind}"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new AdditionOutcome(row.Id);
    }

    /// <summary>The old secret stays in use until Bitbucket has accepted the new one, and when it does not.</summary>
    /// <param name="actor">Null when the command line replaces it.</param>
    public async Task<AdditionOutcome> ReplaceAsync(Guid connectionId, AccountDraft draft, AuditActor? actor, CancellationToken cancellationToken)
    {
        if (FindProblem(draft) is { } problem)
        {
            return problem;
        }

        await using var database = contexts.CreateDbContext();
        var row = await Replaceable(database, connectionId, draft, actor?.UserId).AsNoTracking().Include(found => found.Owner).SingleOrDefaultAsync(cancellationToken);
        if (row?.Owner is not { } owner)
        {
            return AdditionProblem.NotReplaceable;
        }

        var (account, secret) = (draft.Account!.Trim(), new AccountSecret(draft.Secret!.Trim()));
        var tried = await trial.TryAccountAsync(UpstreamCredential.Basic(account, secret), owner.BitbucketUuid, cancellationToken);
        if (tried.Problem is not null)
        {
            return tried.ToRefusal();
        }

        var now = await clock.ReadAsync(database, cancellationToken);
        (row.SecretEndsAt, row.AccessTokenExpiresAt) = EndOf(draft, now);
        (row.AccountName, row.SealedAccessToken) = (account, seal.Seal(row, secret));
        (row.GrantedScope, row.RefreshTokenIssuedAt) = (tried.GrantedScope ?? row.GrantedScope, row.AccessTokenExpiresAt - ConnectionStatusReader.UnusedLife);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (!await CredentialReplacement.WriteAsync(Replaceable(database, connectionId, draft, actor?.UserId), row, cancellationToken))
        {
            return AdditionProblem.Overtaken;
        }

        await audit.AppendAsync(database, new AuditEntry(AuditActions.Replaced, AuditEntry.Done, actor, row.OwnerId, row.Id, $"kind: {row.Kind}"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new AdditionOutcome(row.Id);
    }

    private AdditionProblem? FindProblem(AccountDraft draft) => draft.IsAppPassword && !AllowsAppPasswords
        ? AdditionProblem.AppPasswordsOff : CredentialRules.Check(draft, clock.Now);

    private static Task<string?> ReadUuidAsync(PortalDbContext database, Guid ownerId, CancellationToken cancellationToken) =>
        database.Users.Where(user => user.Id == ownerId).Select(user => user.BitbucketUuid).SingleOrDefaultAsync(cancellationToken);

    /// <summary>A person replaces their own; the command line anybody's. What an administrator has suspended stays as it is.</summary>
    private static IQueryable<Connection> Replaceable(PortalDbContext database, Guid connectionId, AccountDraft draft, Guid? person)
    {
        var kind = draft.IsAppPassword ? ConnectionKind.AppPassword : ConnectionKind.ApiToken;
        return database.Connections.Where(row => row.Id == connectionId && row.Kind == kind && row.EndedAt == null
            && row.State != ConnectionState.Suspended && (person == null || row.OwnerId == person));
    }

    private static (DateTimeOffset? SecretEndsAt, DateTimeOffset ExpiresAt) EndOf(AccountDraft draft, DateTimeOffset now) =>
        !draft.IsAppPassword && draft.EndsOn is { } day ? (CredentialRules.EndOf(day), CredentialRules.EndOf(day)) : (null, now + NoEnd);
}

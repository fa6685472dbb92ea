using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Bitbucket;
using WebPortal.Data;

namespace WebPortal.Connections.Adding;

/// <summary>Adds a workspace's client (client credentials), or gives it a new secret. One client and scope set is one connection, and so one token.</summary>
/// <remarks>The first token is fetched to try the client, and stored; from then on it is renewed like any other, under the lease of its row.</remarks>
internal sealed class ClientAdding(
    IDbContextFactory<PortalDbContext> contexts, CredentialTrial trial, CredentialSeal seal, AuditLog audit, IDatabaseClock shared, TimeProvider clock)
{
    /// <summary>A client has no end of its own; nothing is timed by this.</summary>
    private static readonly TimeSpan NoEnd = TimeSpan.FromDays(3650);

    /// <param name="ownerId">The administrator who answers for it.</param>
    /// <param name="actor">Null when the command line adds it.</param>
    public async Task<AdditionOutcome> AddAsync(Guid ownerId, ClientDraft draft, AuditActor? actor, CancellationToken cancellationToken)
    {
        if (CredentialRules.Check(draft) is { } problem)
        {
            return problem;
        }

        if (!WorkspaceSlug.TryParse(draft.Workspace?.Trim(), out var workspace))
        {
            return AdditionProblem.WorkspaceMalformed;
        }

        var (clientId, scopes) = (draft.ClientId!.Trim(), CredentialRules.Normalize(draft.Scopes)!);
        await using var database = contexts.CreateDbContext();
        if (await database.Connections.AnyAsync(
            row => row.Kind == ConnectionKind.ClientCredentials && row.AccountName == clientId && row.RequestedScope == scopes && row.EndedAt == null, cancellationToken))
        {
            return AdditionProblem.AlreadyAdded;
        }

        var secret = new ClientSecret(draft.Secret!.Trim());
        var tried = await trial.TryClientAsync(clientId, secret, scopes, workspace, cancellationToken);
        if (tried.Tokens is not { } tokens)
        {
            return tried.ToRefusal();
        }

        var now = await shared.ReadAsync(database, cancellationToken);
        var row = new Connection
        {
            Id = Guid.CreateVersion7(now), OwnerId = ownerId, Kind = ConnectionKind.ClientCredentials, AccountName = clientId, Workspace = workspace.Value.ToLowerInvariant(),
            RequestedScope = scopes, ConnectedAt = now, LastUsedAt = now, Generation = 1, RefreshTokenIssuedAt = now + NoEnd,
        };
        Fill(row, secret, tokens, now);
        return await StoreAsync(database, row, actor, cancellationToken);
    }

    /// <summary>The old secret stays in use until Bitbucket has accepted the new one, and when it does not.</summary>
    public async Task<AdditionOutcome> ReplaceAsync(Guid connectionId, string? newSecret, AuditActor? actor, CancellationToken cancellationToken)
    {
        if (CredentialRules.CheckSecret(newSecret) is { } problem)
        {
            return problem;
        }

        await using var database = contexts.CreateDbContext();
        var rows = database.Connections.Where(found => found.Id == connectionId && found.Kind == ConnectionKind.ClientCredentials
            && found.EndedAt == null && found.State != ConnectionState.Suspended);
        if (await rows.AsNoTracking().SingleOrDefaultAsync(cancellationToken) is not { } row || !WorkspaceSlug.TryParse(row.Workspace, out var workspace))
        {
            return AdditionProblem.NotReplaceable;
        }

        var secret = new ClientSecret(newSecret!.Trim());
        var tried = await trial.TryClientAsync(row.AccountName!, secret, row.RequestedScope, workspace, cancellationToken);
        if (tried.Tokens is not { } tokens)
        {
            return tried.ToRefusal();
        }

        Fill(row, secret, tokens, await shared.ReadAsync(database, cancellationToken));
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (!await CredentialReplacement.WriteAsync(rows, row, cancellationToken))
        {
            return AdditionProblem.Overtaken;
        }

        await audit.AppendAsync(database, new AuditEntry(AuditActions.Replaced, AuditEntry.Done, actor, row.OwnerId, row.Id, $"kind: {row.Kind}"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new AdditionOutcome(row.Id);
    }

    /// <summary>A refresh token is not expected and never kept.</summary>
    private void Fill(Connection row, ClientSecret secret, TokenSet tokens, DateTimeOffset now)
    {
        row.SealedClientSecret = seal.Seal(row, secret);
        row.SealedAccessToken = seal.Seal(row, tokens.AccessToken);
        row.AccessTokenExpiresAt = now + (tokens.ExpiresAt - clock.GetUtcNow());
        row.GrantedScope = tokens.GrantedScope;
    }

    private async Task<AdditionOutcome> StoreAsync(PortalDbContext database, Connection row, AuditActor? actor, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        database.Connections.Add(row);
        database.ConnectionWorkspaces.Add(new ConnectionWorkspace { ConnectionId = row.Id, Slug = row.Workspace! });
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException) when (database.Entry(row).State == EntityState.Added)
        {
            // The unique index: somebody added the same client and scopes in the same moment. Anything else fails at the look below.
            await transaction.RollbackAsync(cancellationToken);
            database.ChangeTracker.Clear();
            if (!await database.Connections.AnyAsync(other => other.AccountName == row.AccountName && other.RequestedScope == row.RequestedScope && other.EndedAt == null, cancellationToken))
            {
                throw;
            }

            return AdditionProblem.AlreadyAdded;
        }

        var detail = $"kind: {row.Kind}; workspace: {row.Workspace}; scopes: {row.RequestedScope}";
        await audit.AppendAsync(database, new AuditEntry(AuditActions.Added, AuditEntry.Done, actor, row.OwnerId, row.Id, detail), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new AdditionOutcome(row.Id);
    }
}

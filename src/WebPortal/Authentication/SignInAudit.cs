using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Data;

namespace WebPortal.Authentication;

/// <summary>Records sign-ins that were refused; the good ones are recorded with the connection they store.</summary>
internal sealed class SignInAudit(IDbContextFactory<PortalDbContext> contexts, AuditLog audit)
{
    public async Task RefusedAsync(AuditActor visitor, SignInProblem problem, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await audit.AppendAsync(database, new AuditEntry(AuditActions.SignIn, problem.Code(), visitor), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}

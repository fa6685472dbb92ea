using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Administration;
using WebPortal.Audit;
using WebPortal.Connections;
using WebPortal.Pages.Texts;

namespace WebPortal.Pages.Admin.Connections;

/// <summary>One connection of anybody: whose, what it opens, what happened to it, and after its end each step that was taken.</summary>
internal sealed class DetailModel(
    ConnectionDirectory directory, ConnectionStatusReader connections, RevocationDirectory runs, AuditTrail audit, Consent consent, TimeProvider clock) : PageModel
{
    private const int Shown = 20;

    public ConnectionRow Row { get; private set; } = null!;

    public ConnectionStatus Status { get; private set; } = null!;

    /// <summary>The revocation that ended it; null while it lives, and when its owner disconnected it.</summary>
    public RunItem? Revocation { get; private set; }

    /// <summary>The latest audit records about it.</summary>
    public IReadOnlyList<AuditTrailRecord> History { get; private set; } = [];

    public EndingText Ending => new(
        IsDone: Status.State == "Ended", IsOwn: false, Status.AccessTokenExpiresAt > clock.GetUtcNow() ? Status.AccessTokenExpiresAt : null, consent.AuthorizationsPage);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await directory.FindOneAsync(id, cancellationToken) is not { } row || await connections.FindAsync(id, cancellationToken) is not { } status)
        {
            return NotFound();
        }

        (Row, Status) = (row, status);
        Revocation = status.EndedAt is null ? null : await runs.FindRevocationAsync(id, cancellationToken);
        var records = await audit.FindAsync(new AuditTrailFilter(null, new AuditFilter(ConnectionId: id)), null, cancellationToken);
        History = [.. records.Records.Take(Shown)];
        return Page();
    }
}

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Administration;
using WebPortal.Audit;
using WebPortal.Pages.Words;

namespace WebPortal.Pages.Admin.Audit;

/// <summary>What happened, the newest first, by day.</summary>
internal sealed class IndexModel(AuditTrail trail) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "")]
    public AuditQuery Query { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public AuditTrailPage Found { get; private set; } = new([], null, false);

    public bool IsMisunderstood { get; private set; }

    public static IReadOnlyList<string> Actions => AuditActions.All;

    public static IReadOnlyList<(string? Value, string Label)> Outcomes => [(null, AdminWords.Any), (AuditEntry.Done, AuditWords.OutcomeDone), (AuditFilter.Refused, AuditWords.RefusedOrFailed)];

    public IEnumerable<IGrouping<DateOnly, AuditTrailRecord>> Days => Found.Records.GroupBy(record => DateOnly.FromDateTime(record.At.UtcDateTime));

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        IsMisunderstood = !ModelState.IsValid;
        Found = await trail.FindAsync(Query.ToFilter(), Before, cancellationToken);
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Administration;
using WebPortal.Authentication;

namespace WebPortal.Pages.Admin.Audit;

/// <summary>Hands out the filtered records as lines of JSON. A form post, because it leaves a record of its own.</summary>
internal sealed class ExportModel(AuditTrail trail, TimeProvider clock) : PageModel
{
    private const int BufferSize = 16 * 1024;

    [BindProperty(Name = "")]
    public AuditQuery Query { get; set; } = new();

    public IActionResult OnGet() => Redirect("/admin/audit");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return BadRequest();
        }

        var name = clock.GetUtcNow().UtcDateTime.ToString("'audit-'yyyyMMdd'T'HHmmss'Z.ndjson'", CultureInfo.InvariantCulture);
        Response.ContentType = "application/x-ndjson";
        Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        await using var output = new StreamWriter(Response.Body, bufferSize: BufferSize, leaveOpen: true);
        await trail.ExportAsync(output, Query.ToFilter(), HttpContext.ToActor(), cancellationToken);
        return new EmptyResult();
    }
}

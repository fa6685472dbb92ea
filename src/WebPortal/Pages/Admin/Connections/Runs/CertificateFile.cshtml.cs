using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Administration;

namespace WebPortal.Pages.Admin.Connections.Runs;

/// <summary>The certificate of a run as a JSON file, written as it is read.</summary>
internal sealed class CertificateFileModel(RevocationCertificates certificates) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await certificates.BuildAsync(id, cancellationToken) is not { } certificate)
        {
            return NotFound();
        }

        Response.ContentType = "application/json";
        Response.Headers.ContentDisposition = $"attachment; filename=\"certificate-{certificate.RunId}.json\"";
        await CertificateJson.WriteAsync(certificate, Response.Body, cancellationToken);
        return new EmptyResult();
    }
}

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Administration;

namespace WebPortal.Pages.Admin.Connections.Runs;

/// <summary>The certificate of a run to read and to print.</summary>
internal sealed class CertificateModel(RevocationCertificates certificates) : PageModel
{
    /// <summary>More would be a book; the JSON holds them all.</summary>
    private const int Printed = 1000;

    public RevocationCertificate Certificate { get; private set; } = null!;

    public IReadOnlyList<CertificateConnection> Connections { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await certificates.BuildAsync(id, cancellationToken) is not { } certificate)
        {
            return NotFound();
        }

        (Certificate, Connections) = (certificate, await certificate.Connections.Take(Printed).ToListAsync(cancellationToken));
        return Page();
    }
}

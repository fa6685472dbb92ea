using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Administration;
using WebPortal.Pages.Texts;

namespace WebPortal.Pages.Admin;

/// <summary>Says in one look whether all is well, or what is not and what to do.</summary>
internal sealed class HealthModel(PortalHealth health) : PageModel
{
    public HealthReport Report { get; private set; } = null!;

    public IReadOnlyList<HealthTrouble> Troubles { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Report = await health.ReadAsync(cancellationToken);
        Troubles = HealthTroubles.Of(Report);
    }
}

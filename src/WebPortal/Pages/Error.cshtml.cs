using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Pages.Texts;

namespace WebPortal.Pages;

/// <summary>What a person sees instead of a page that could not be shown: what it means and what to do, never a detail.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ErrorModel : PageModel
{
    public ErrorText Text { get; private set; } = ErrorText.Of(StatusCodes.Status404NotFound, isAdministration: false);

    public string CorrelationId => Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;

    /// <summary>Somebody who opens the address itself finds nothing there.</summary>
    public void OnGet()
    {
        var failed = HttpContext.Features.Get<IStatusCodeReExecuteFeature>();
        var status = failed?.OriginalStatusCode ?? StatusCodes.Status404NotFound;
        Response.StatusCode = status;
        Text = ErrorText.Of(status, new PathString(failed?.OriginalPath).StartsWithSegments("/admin"));
    }

    public void OnPost() => OnGet();
}

using Microsoft.AspNetCore.Localization;

namespace WebPortal.Pages.Words;

/// <summary>The language that somebody chose in this browser; what the portal does not speak counts for nothing.</summary>
internal sealed class LanguageCookie(string name) : RequestCultureProvider
{
    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext) =>
        Task.FromResult(Languages.Find(httpContext.Request.Cookies[name]) is { } language ? new ProviderCultureResult(language.Name) : null);
}

using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using WebPortal.Authentication;

namespace WebPortal.Pages.Words;

/// <summary>Which language a page is written in: the chosen one, else the browser's first that the portal speaks, else English.</summary>
internal sealed class LanguageSetup(IOptions<SignInAddressOptions> address) : IConfigureOptions<RequestLocalizationOptions>
{
    public void Configure(RequestLocalizationOptions options)
    {
        options.DefaultRequestCulture = new RequestCulture(Languages.English);
        options.SupportedCultures = [.. Languages.All];
        options.SupportedUICultures = [.. Languages.All];
        options.ApplyCurrentCultureToResponseHeaders = true;
        options.RequestCultureProviders = [new LanguageCookie(address.Value.CookieName(Languages.Cookie)), new AcceptLanguageHeaderRequestCultureProvider()];
    }

    /// <summary>Only pages have a language. API, health and files are the same for everybody.</summary>
    public static void Use(WebApplication app) => app.UseWhen(
        context => context.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is not null,
        pages => pages.UseRequestLocalization());
}

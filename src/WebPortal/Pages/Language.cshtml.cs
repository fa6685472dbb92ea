using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using WebPortal.Authentication;
using WebPortal.Pages.Words;

namespace WebPortal.Pages;

/// <summary>Keeps the language that somebody chooses at the foot of a page, in their browser and nowhere else.</summary>
internal sealed class LanguageModel(IOptions<SignInAddressOptions> address) : PageModel
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    public IActionResult OnGet() => Redirect("/");

    public IActionResult OnPost(string? language, string? returnUrl)
    {
        if (Languages.Find(language) is { } chosen)
        {
            Response.Cookies.Append(address.Value.CookieName(Languages.Cookie), chosen.Name, new CookieOptions
            {
                Path = "/",
                HttpOnly = true,
                Secure = address.Value.IsHttps,
                SameSite = SameSiteMode.Lax,
                MaxAge = Kept,
                IsEssential = true,
            });
        }

        return Redirect(LocalAddress.OrHome(returnUrl));
    }
}

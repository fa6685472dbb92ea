using Microsoft.AspNetCore.Mvc;
using WebPortal.Authentication;
using WebPortal.Pages.Repositories;
using WebPortal.Pages.Words;

namespace WebPortal.Pages;

internal static class PagesServices
{
    /// <summary>Signing in is needed by default (fallback policy); what stands here is less or more than that.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorPages(pages =>
        {
            pages.Conventions.AuthorizeFolder("/Admin", PortalPolicies.ReadAdministration);
            pages.Conventions.AllowAnonymousToPage("/Index");
            pages.Conventions.AllowAnonymousToPage("/SignIn");
            pages.Conventions.AllowAnonymousToPage("/Error");
            pages.Conventions.AllowAnonymousToPage("/Language");
        });
        services.ConfigureOptions<LanguageSetup>();
        services.Configure<MvcOptions>(options => options.Filters.Add<UnhandledVerbFilter>());
        services.AddSingleton<ProgressStreams>();
        return services;
    }

    /// <summary>Maps the pages, and the events that some of them follow.</summary>
    public static void MapPages(this WebApplication app)
    {
        app.MapGet("/events/repositories", (HttpContext http, ProgressStreams streams) => streams.AnswerAsync(http)).WithName("repository-events");
        app.MapRazorPages().WithStaticAssets();
    }
}

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
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
            pages.Conventions.AddPageRouteModelConvention("/Repositories/Marks", OnlyPosted);
            pages.Conventions.AllowAnonymousToPage("/Language");
        });
        services.ConfigureOptions<LanguageSetup>();
        services.Configure<MvcOptions>(options => options.Filters.Add<UnhandledVerbFilter>());
        services.AddSingleton<ProgressStreams>();
        services.AddSingleton<MarksCookie>();
        return services;
    }

    /// <summary>What is read at the same address belongs to another page.</summary>
    private static void OnlyPosted(PageRouteModel page)
    {
        foreach (var selector in page.Selectors)
        {
            selector.EndpointMetadata.Add(new HttpMethodMetadata([HttpMethods.Post]));
        }
    }

    /// <summary>Maps the pages, and the events that some of them follow.</summary>
    public static void MapPages(this WebApplication app)
    {
        app.MapGet("/events/repositories", (HttpContext http, ProgressStreams streams) => streams.AnswerAsync(http)).WithName("repository-events");
        app.MapRazorPages().WithStaticAssets();
    }
}

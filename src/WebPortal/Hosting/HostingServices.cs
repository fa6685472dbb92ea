using System.Diagnostics;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace WebPortal.Hosting;

/// <summary>What every web application has: settings, logging, addresses, headers, errors, limits and health.</summary>
internal static class HostingServices
{
    public static WebApplicationBuilder AddHosting(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(new SourceFailures(SettingsSources.Arrange(builder)));
        services.AddOptions<PortalOptions>().BindConfiguration(PortalOptions.SectionName).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PortalOptions>, PortalOptionsValidator>();
        services.AddSingleton<PublicAddress>();
        services.AddSingleton(TimeProvider.System);
        services.AddPortalLogging();
        services.AddHostedService<SettingsWatch>();

        services.ConfigureOptions<TrustedProxies>();
        services.Configure<KestrelServerOptions>(ServerLimits.Apply);
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(12));
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
            context.ProblemDetails.Extensions[ProblemAnswer.TraceIdKey] = ProblemAnswer.TraceId(context.HttpContext));
        services.AddHealth();

        var propagator = new ClosedPropagator();
        DistributedContextPropagator.Current = propagator;
        services.AddSingleton<DistributedContextPropagator>(propagator);
        return builder;
    }

    /// <summary>Lets the browser follow a form of the portal to another origin, such as the authorization endpoint.</summary>
    public static IServiceCollection AllowFormsToReach<TOptions>(this IServiceCollection services, Func<TOptions, Uri> address)
        where TOptions : class
    {
        services.AddOptions<SecurityHeadersOptions>()
            .Configure<IOptions<TOptions>>((headers, options) => headers.FormActions.Add(address(options.Value)));
        return services;
    }

    /// <summary>Answers 503, with the time to come back, for faults that pass by themselves.</summary>
    public static IServiceCollection AnswerUnavailableFor(this IServiceCollection services, Func<Exception, bool> isPassing) =>
        services.Configure<ErrorAnswersOptions>(options => options.PassingFaults.Add(isPassing));

    /// <summary>Everything that runs before routing and authentication, in its one right order.</summary>
    public static WebApplication UseHosting(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeadersMiddleware>();
        app.UseForwardedHeaders();
        app.UseRequestLog();
        app.UseErrorAnswers();
        app.UseMiddleware<PublicAddressMiddleware>();
        app.UseMiddleware<RequestGuard>();
        return app;
    }

    public static WebApplication MapHealth(this WebApplication app)
    {
        HealthEndpoints.Map(app);
        return app;
    }
}

using System.Globalization;
using Serilog;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;

namespace WebPortal.Hosting;

/// <summary>Structured logging: one JSON line per event in Production, readable text in Development.</summary>
internal static class Logging
{
    private const string TextTemplate = "{Timestamp:HH:mm:ss} {Level:u3} {SourceContext} {Message:lj} {TraceId}{NewLine}{Exception}";

    public static void AddPortalLogging(this IServiceCollection services)
    {
        services.AddSingleton(new LogWriter(Console.Out));
        services.AddSerilog(
            (provider, logger) =>
            {
                LogLevels.Apply(provider.GetRequiredService<IConfiguration>(), logger);
                logger.Enrich.FromLogContext().WriteTo.Sink(new LogOutput(
                    Formatter(provider.GetRequiredService<IHostEnvironment>()),
                    provider.GetRequiredService<LogWriter>().Writer));
            },
            preserveStaticLogger: true);
    }

    /// <summary>One line per request: method, path without query, status and time taken.</summary>
    public static void UseRequestLog(this WebApplication app) => app.UseSerilogRequestLogging(options =>
    {
        options.Logger = app.Services.GetRequiredService<Serilog.ILogger>();
        options.GetLevel = (context, _, exception) => exception is not null || context.Response.StatusCode > 499 ? LogEventLevel.Error
            : context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal) ? LogEventLevel.Debug
            : LogEventLevel.Information;
    });

    private static ITextFormatter Formatter(IHostEnvironment environment) =>
        environment.IsDevelopment()
            ? new MessageTemplateTextFormatter(TextTemplate, CultureInfo.InvariantCulture)
            : new RenderedCompactJsonFormatter();
}

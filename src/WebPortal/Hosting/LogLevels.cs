using Serilog;
using Serilog.Events;

namespace WebPortal.Hosting;

/// <summary>Reads the usual <c>Logging:LogLevel</c> settings for Serilog.</summary>
internal static class LogLevels
{
    private const string Section = "Logging:LogLevel";

    public static void Apply(IConfiguration configuration, LoggerConfiguration logger)
    {
        foreach (var entry in configuration.GetSection(Section).GetChildren())
        {
            if (Parse(entry.Value) is not { } level)
            {
                continue;
            }

            if (entry.Key == "Default")
            {
                logger.MinimumLevel.Is(level);
            }
            else
            {
                logger.MinimumLevel.Override(entry.Key, level);
            }
        }
    }

    public static IEnumerable<string> Failures(IConfiguration configuration) =>
        configuration.GetSection(Section).GetChildren()
            .Where(entry => Parse(entry.Value) is null)
            .Select(entry => $"{entry.Path}: not a level. Write one of: {string.Join(", ", Enum.GetNames<LogLevel>())}.");

    private static LogEventLevel? Parse(string? value) =>
        !Enum.TryParse<LogLevel>(value, ignoreCase: true, out var level) ? null : level switch
        {
            LogLevel.Trace => LogEventLevel.Verbose,
            LogLevel.Debug => LogEventLevel.Debug,
            LogLevel.Information => LogEventLevel.Information,
            LogLevel.Warning => LogEventLevel.Warning,
            LogLevel.Error => LogEventLevel.Error,
            LogLevel.Critical => LogEventLevel.Fatal,

            // One above the highest level: nothing is written.
            _ => LogEventLevel.Fatal + 1,
        };
}

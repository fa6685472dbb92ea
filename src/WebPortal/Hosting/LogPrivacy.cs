using Serilog.Core;
using Serilog.Events;

namespace WebPortal.Hosting;

/// <summary>
/// Decides which log events may leave the process. The framework writes query strings, header values, cookies and upstream
/// bodies at some levels; no configured level brings them back.
/// </summary>
internal static class LogPrivacy
{
    private static readonly string[] WithheldCategories =
    [
        "Microsoft.AspNetCore.Hosting.Diagnostics",
        "Microsoft.AspNetCore.HttpLogging",
        "Yarp.ReverseProxy",
        "Microsoft.AspNetCore.Server.Kestrel.BadRequests",
        "Microsoft.AspNetCore.Authentication.OAuth",
        "System.Net.Http.HttpClient",
    ];

    // Below Information these describe values (bound arguments, claims, connection strings) as well as decisions.
    private static readonly string[] CategoriesFromInformation = ["Microsoft.AspNetCore", "Microsoft.Extensions", "System"];

    // Written under the name of whichever class derives from the framework's remote authentication handlers.
    private static readonly string[] WithheldEvents =
        ["RemoteAuthenticationFailed", "HandleChallenge", "UnexpectedCorrelationCookieValue", "CorrelationCookieNotFound", "CorrelationPropertyNotFound"];

    public static bool Withholds(LogEvent logEvent)
    {
        var category = Text(logEvent, Constants.SourceContextPropertyName);
        return WithheldCategories.Any(withheld => IsWithin(category, withheld))
            || (logEvent.Level < LogEventLevel.Information && CategoriesFromInformation.Any(floor => IsWithin(category, floor)))
            || (logEvent.Properties.TryGetValue("EventId", out var id) && id is StructureValue structure && IsWithheldEvent(structure));
    }

    /// <summary>The same event with an exception that no longer tells texts which may come from outside.</summary>
    public static LogEvent Scrub(LogEvent logEvent) =>
        logEvent.Exception is null
            ? logEvent
            : new LogEvent(
                logEvent.Timestamp,
                logEvent.Level,
                new ScrubbedException(logEvent.Exception),
                logEvent.MessageTemplate,
                logEvent.Properties.Select(pair => new LogEventProperty(pair.Key, pair.Value)),
                logEvent.TraceId ?? default,
                logEvent.SpanId ?? default);

    private static bool IsWithheldEvent(StructureValue eventId) =>
        eventId.Properties.Any(property => property.Name == "Name" && property.Value is ScalarValue { Value: string name } && WithheldEvents.Contains(name));

    private static bool IsWithin(string category, string parent) =>
        category.StartsWith(parent, StringComparison.Ordinal) && (category.Length == parent.Length || category[parent.Length] == '.');

    private static string Text(LogEvent logEvent, string property) =>
        logEvent.Properties.TryGetValue(property, out var value) && value is ScalarValue { Value: string text } ? text : "";
}

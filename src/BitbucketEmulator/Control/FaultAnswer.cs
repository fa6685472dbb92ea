using System.Globalization;
using BitbucketEmulator.Hosting;

namespace BitbucketEmulator.Control;

/// <summary>What goes out instead of the true answer when a fault says so.</summary>
internal static class FaultAnswer
{
    private const string GarbageText = "{\"values\": [{\"type\": \"repository\", \"name\": \"cut <<<< not JSON }]";

    /// <summary>The replacement, or null when the true answer goes out after all.</summary>
    public static Answer? For(FaultRule fault)
    {
        var answer = fault switch
        {
            { RedirectTo: { } location } => Answer.Redirect(location, fault.Status ?? StatusCodes.Status302Found),
            { Garbage: true } => Answer.Text(GarbageText, fault.Status ?? StatusCodes.Status200OK, Answer.JsonType),
            { Status: { } status } => Answer.Text(fault.Body ?? DefaultBody(status), status, fault.ContentType ?? (fault.Body is null ? "text/html; charset=utf-8" : "text/plain; charset=utf-8")),
            _ => null,
        };
        return answer is null ? null : Decorate(answer, fault);
    }

    public static Answer Decorate(Answer answer, FaultRule fault)
    {
        if (fault.RetryAfter is { } retryAfter)
            answer.With("Retry-After", retryAfter);
        foreach (var (name, value) in fault.Headers ?? new Dictionary<string, string>())
            answer.With(name, value);
        return answer;
    }

    private static string DefaultBody(int status) => string.Create(
        CultureInfo.InvariantCulture,
        $"<!DOCTYPE html><html lang=\"en\"><head><title>{status}</title></head><body><h1>{status}</h1><p>Something went wrong on our side.</p></body></html>");
}

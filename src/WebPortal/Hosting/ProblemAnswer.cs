using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace WebPortal.Hosting;

/// <summary>Errors of JSON addresses as problem details (RFC 9457): a generic text and the ID under which the log has more.</summary>
internal static class ProblemAnswer
{
    public const string TraceIdKey = "traceId";

    public static string TraceId(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    public static Task WriteAsync(HttpContext context, string? detail = null)
    {
        var status = context.Response.StatusCode;
        var problem = new ProblemDetails { Status = status, Title = ReasonPhrases.GetReasonPhrase(status), Detail = detail };
        problem.Extensions[TraceIdKey] = TraceId(context);
        return context.Response.WriteAsJsonAsync(problem, options: null, "application/problem+json", context.RequestAborted);
    }
}

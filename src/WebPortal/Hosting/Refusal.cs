using System.Text.Encodings.Web;

namespace WebPortal.Hosting;

/// <summary>A small answer to a request that is not processed at all, or that has no page of its own.</summary>
internal static class Refusal
{
    public static Task WriteAsync(HttpContext context, int status, string text)
    {
        var response = context.Response;
        response.StatusCode = status;
        if (context.Request.IsApi())
        {
            return ProblemAnswer.WriteAsync(context, text);
        }

        response.ContentType = "text/html; charset=utf-8";
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.WriteAsync(Page(status, text, context), context.RequestAborted);
    }

    private static string Page(int status, string text, HttpContext context)
    {
        var encoded = HtmlEncoder.Default.Encode(text);
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>{status} - WebPortal</title></head>
            <body><h1>{encoded}</h1><p>Correlation ID: {ProblemAnswer.TraceId(context)}</p><p><a href="/">Start page</a></p></body>
            </html>
            """;
    }
}

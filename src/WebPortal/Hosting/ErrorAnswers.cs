using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace WebPortal.Hosting;

/// <summary>The one place that turns exceptions and empty error answers into something readable, without telling details.</summary>
internal static class ErrorAnswers
{
    private const string ErrorPath = "/error";
    private const string RetryAfterSeconds = "10";

    public static void UseErrorAnswers(this WebApplication app)
    {
        var passing = app.Services.GetRequiredService<IOptions<ErrorAnswersOptions>>().Value.PassingFaults;

        // Looked for once, at the first error: sources of endpoints make them anew whenever they are asked, and a flood of errors would pay for it.
        var hasErrorPage = new Lazy<bool>(() => HasErrorPage(app));
        app.UseStatusCodePages(context => WriteAsync(context, hasErrorPage.Value));
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            // Only the status is set here; the status code step above writes the body for exceptions and plain statuses alike.
            ExceptionHandler = SetRetryAfterAsync,
            StatusCodeSelector = exception => (exception as BadHttpRequestException)?.StatusCode
                ?? (passing.Any(isPassing => isPassing(exception)) ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError),
            SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
        });
    }

    private static Task SetRetryAfterAsync(HttpContext context)
    {
        if (context.Response.StatusCode == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        return Task.CompletedTask;
    }

    private static Task WriteAsync(StatusCodeContext context, bool hasErrorPage)
    {
        var http = context.HttpContext;
        if (http.RequestAborted.IsCancellationRequested || HttpMethods.IsHead(http.Request.Method))
        {
            return Task.CompletedTask;
        }

        if (http.Request.IsApi() || http.Request.IsHealth())
        {
            return ProblemAnswer.WriteAsync(http);
        }

        return hasErrorPage
            ? ShowErrorPageAsync(http, context.Next)
            : Refusal.WriteAsync(http, http.Response.StatusCode, ReasonPhrases.GetReasonPhrase(http.Response.StatusCode));
    }

    /// <summary>Runs the pipeline again for the error page, always as GET: a failed post must not be posted a second time.</summary>
    private static async Task ShowErrorPageAsync(HttpContext context, RequestDelegate next)
    {
        var (request, response) = (context.Request, context.Response);
        var (method, path, query, status) = (request.Method, request.Path, request.QueryString, response.StatusCode);
        context.Features.Set<IStatusCodeReExecuteFeature>(new FailedRequest(path, request.PathBase, status));
        context.SetEndpoint(null);
        request.RouteValues.Clear();
        (request.Method, request.Path, request.QueryString) = (HttpMethods.Get, ErrorPath, QueryString.Empty);
        try
        {
            await next(context);
        }
        finally
        {
            (request.Method, request.Path, request.QueryString) = (method, path, query);
        }

        if (!response.HasStarted && response.ContentType is null)
        {
            await Refusal.WriteAsync(context, status, ReasonPhrases.GetReasonPhrase(status));
        }
    }

    private static bool HasErrorPage(IEndpointRouteBuilder app) =>
        app.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Any(endpoint => string.Equals(endpoint.RoutePattern.RawText?.Trim('/'), "error", StringComparison.OrdinalIgnoreCase));

    /// <summary>Tells the error page which request failed and how; the query is left out on purpose.</summary>
    private sealed class FailedRequest(string path, string pathBase, int status) : IStatusCodeReExecuteFeature
    {
        public string OriginalPathBase { get; set; } = pathBase;

        public string OriginalPath { get; set; } = path;

        public string? OriginalQueryString { get; set; }

        public int OriginalStatusCode => status;
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using WebPortal.Repositories;

namespace WebPortal.Lending;

/// <summary>The API's own errors as problem details (RFC 9457): each type is described in <c>/docs</c>, each detail names the fix.</summary>
internal static class ApiProblem
{
    private const string Types = "/docs#";

    public static ProblemHttpResult Parameters(IReadOnlyList<RepositoryQueryFault> faults) => Make(
        StatusCodes.Status400BadRequest,
        "invalid-parameters",
        "The address has parameters that are not understood",
        string.Join(' ', faults.Select(fault => fault.Sentence)));

    public static ProblemHttpResult ReconnectNeeded(HttpRequest request) => Make(
        StatusCodes.Status403Forbidden,
        "reconnect-needed",
        "The Bitbucket account must be connected again",
        $"There is no usable connection to Bitbucket. Open {request.Scheme}://{request.Host}{request.PathBase}/account in a browser and reconnect.");

    public static ProblemHttpResult MissingScope(string? sentence) => Make(
        StatusCodes.Status403Forbidden, "missing-scope", "The consent does not cover this", sentence);

    public static ProblemHttpResult WorkspaceNotFound() => Make(
        StatusCodes.Status404NotFound, "workspace-not-found", "There is no such workspace", "The workspace is not among yours. GET /api/v1/workspaces lists them.");

    /// <param name="wait">Until something is tried again.</param>
    public static ProblemHttpResult NothingReadable(HttpResponse response, string? sentence, TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Make(StatusCodes.Status503ServiceUnavailable, "bitbucket-unavailable", "Nothing could be read from Bitbucket", $"{sentence} Ask again after {seconds} s.");
    }

    private static ProblemHttpResult Make(int status, string type, string title, string? detail) =>
        TypedResults.Problem(detail, statusCode: status, title: title, type: Types + type);
}

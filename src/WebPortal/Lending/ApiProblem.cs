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

    /// <summary>One answer for every token that opens nothing, so that nobody learns why.</summary>
    public static ProblemHttpResult InvalidToken() => Make(
        StatusCodes.Status401Unauthorized, "invalid-token", "The token opens nothing", "The Authorization header holds no portal token that is good now. Make one on the account page of the portal.");

    public static ProblemHttpResult TooManyRefused(HttpResponse response, TimeSpan wait) => TooMany(
        response, "too-many-refused", "Too many refused tokens", "Too many tokens from this address were refused. Correct the token.", wait);

    public static ProblemHttpResult ShareUsedUp(HttpResponse response, int share, TimeSpan wait) => TooMany(
        response, "share-used-up", "The token's hour is used up", $"The token may be used {share} times in an hour.", wait);

    /// <param name="missing">The allowance that the token's leash lacks.</param>
    public static ProblemHttpResult NotAllowed(string missing, string detail) => TypedResults.Problem(
        detail,
        statusCode: StatusCodes.Status403Forbidden,
        title: "The token is not allowed this",
        type: Types + "not-allowed",
        extensions: [KeyValuePair.Create("missingAllowance", (object?)missing)]);

    /// <param name="wait">Until something is tried again.</param>
    public static ProblemHttpResult NothingReadable(HttpResponse response, string? sentence, TimeSpan wait)
    {
        var seconds = SetWait(response, wait);
        return Make(StatusCodes.Status503ServiceUnavailable, "bitbucket-unavailable", "Nothing could be read from Bitbucket", $"{sentence} Ask again after {seconds} s.");
    }

    private static ProblemHttpResult TooMany(HttpResponse response, string type, string title, string sentence, TimeSpan wait) =>
        Make(StatusCodes.Status429TooManyRequests, type, title, $"{sentence} Ask again after {SetWait(response, wait)} s.");

    private static int SetWait(HttpResponse response, TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return seconds;
    }

    private static ProblemHttpResult Make(int status, string type, string title, string? detail) =>
        TypedResults.Problem(detail, statusCode: status, title: title, type: Types + type);
}

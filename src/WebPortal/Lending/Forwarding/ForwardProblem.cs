using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace WebPortal.Lending.Forwarding;

/// <summary>What the pass-through itself answers, as problem details. Errors of Bitbucket that have a body of their own are passed on instead.</summary>
internal static class ForwardProblem
{
    private const int LongestWait = 3600;

    public static ProblemHttpResult UnknownOperation() => Make(
        StatusCodes.Status404NotFound, "unknown-operation", "This operation is not passed on", "The list of operations stands in the portal's documentation, under pass-through.");

    public static ProblemHttpResult Malformed(string sentence) => Make(StatusCodes.Status400BadRequest, "invalid-parameters", "The address is not understood", sentence);

    public static ProblemHttpResult ReadOnly(HttpResponse response)
    {
        response.Headers.Allow = "GET, HEAD";
        return Make(StatusCodes.Status405MethodNotAllowed, "read-only", "Portal tokens only read", "Use GET or HEAD.");
    }

    public static ProblemHttpResult HourUsedUp(HttpResponse response, TimeSpan wait) => Make(
        StatusCodes.Status429TooManyRequests,
        "hour-used-up",
        "The hour's calls to Bitbucket are used up",
        $"The rest is kept for the person whom the token belongs to. Ask again after {SetWait(response, wait)} s.");

    public static ProblemHttpResult LimitReached(HttpResponse response, TimeSpan? wait) => Make(
        StatusCodes.Status429TooManyRequests,
        "bitbucket-limit",
        "Bitbucket's hourly limit is reached",
        $"Bitbucket answered 429. Ask again after {SetWait(response, wait ?? TimeSpan.FromMinutes(1))} s.");

    /// <param name="status">Bitbucket's; 0 when there was no answer.</param>
    public static ProblemHttpResult Unavailable(HttpResponse response, int status, TimeSpan? wait) => Make(
        StatusCodes.Status503ServiceUnavailable,
        "bitbucket-unavailable",
        "Bitbucket gave no proper answer",
        $"{(status == 0 ? "It could not be reached, or not in time." : string.Create(CultureInfo.InvariantCulture, $"It answered {status}."))} Ask again after {SetWait(response, wait ?? TimeSpan.FromSeconds(10))} s.");

    public static ProblemHttpResult Refused(int status) => Make(
        status, "bitbucket-error", "Bitbucket refused this", string.Create(CultureInfo.InvariantCulture, $"It answered {status} without a reason that could be passed on."));

    public static ProblemHttpResult Unfit() => Make(
        StatusCodes.Status502BadGateway, "unfit-answer", "Bitbucket's answer is not passed on", "It is of a kind that the portal does not let through, or longer than can be looked through.");

    public static ProblemHttpResult LeadsElsewhere() => Make(
        StatusCodes.Status502BadGateway, "leads-elsewhere", "Bitbucket's answer leads elsewhere", "It leads to an address that is not among those passed on. The portal does not follow it.");

    private static int SetWait(HttpResponse response, TimeSpan wait)
    {
        var seconds = Math.Clamp((int)Math.Ceiling(wait.TotalSeconds), 1, LongestWait + 60);
        response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return seconds;
    }

    private static ProblemHttpResult Make(int status, string type, string title, string detail) =>
        TypedResults.Problem(detail, statusCode: status, title: title, type: $"/docs#{type}");
}

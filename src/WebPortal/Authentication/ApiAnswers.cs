namespace WebPortal.Authentication;

/// <summary>The refusals of the API that authentication itself gives (RFC 6750, RFC 9457).</summary>
internal static class ApiAnswers
{
    public static Task UnauthorizedAsync(HttpContext http)
    {
        http.Response.Headers.WWWAuthenticate = "Bearer realm=\"WebPortal\"";
        return TypedResults.Problem(
            title: "Not signed in",
            detail: "Sign in at the portal's home page and send its session cookie, or send a portal token in the Authorization header.",
            statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(http);
    }
}

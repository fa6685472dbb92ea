using BitbucketEmulator.Control;
using BitbucketEmulator.Hosting;

namespace BitbucketEmulator.Api;

/// <summary>The error bodies, each worded as Bitbucket words it.</summary>
internal static class ApiErrors
{
    public static Answer Create(int status, string message, string? detail = null) => Answer.Json(
        JsonBody.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("type", "error");
            json.WriteStartObject("error");
            json.WriteString("message", message);
            if (detail is not null)
                json.WriteString("detail", detail);
            json.WriteEndObject();
            json.WriteEndObject();
        }),
        status);

    public static Answer BadRequest(string message) => Create(StatusCodes.Status400BadRequest, message);

    public static Answer Unauthorized(Caller caller, EmulatorSettings settings) => caller.Refusal == CredentialRefusal.Basic
        ? Create(StatusCodes.Status401Unauthorized, "Invalid credentials.").With("WWW-Authenticate", "Basic realm=\"Bitbucket.org HTTP\"")
        : Create(StatusCodes.Status401Unauthorized, TextOf(settings.ExpiredTokenText)).With("WWW-Authenticate", "BitbucketCustom realm=Bitbucket.org HTTP");

    public static Answer ScopeMissing(IReadOnlyList<string> required, Caller caller) => Answer.Json(
        JsonBody.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("type", "error");
            json.WriteStartObject("error");
            json.WriteString("message", "Your credentials lack one or more required privilege scopes.");
            json.WriteStartObject("detail");
            json.WriteStrings("required", required);
            json.WriteStrings("granted", caller.Scopes.Granted);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }),
        StatusCodes.Status403Forbidden);

    public static Answer Gone() => Answer.Json(
        JsonBody.Write(json =>
        {
            const string announcement = "https://developer.atlassian.com/cloud/bitbucket/changelog#CHANGE-2770";
            json.WriteStartObject();
            json.WriteString("type", "error");
            json.WriteStartObject("error");
            json.WriteString("message", "CHANGE-2770 - Functionality has been deprecated");
            json.WriteString("detail", "Please read the changelog entry for more details.");
            json.WriteStartObject("data");
            json.WriteString("announcement_url", announcement);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartObject("data");
            json.WriteString("announcement_url", announcement);
            json.WriteEndObject();
            json.WriteEndObject();
        }),
        StatusCodes.Status410Gone);

    public static Answer CommitNotFound(string revision) => Answer.Json(
        JsonBody.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("type", "error");
            json.WriteStartObject("error");
            json.WriteString("message", "Commit not found");
            json.WriteStartObject("data");
            json.WriteStrings("shas", [revision]);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }),
        StatusCodes.Status404NotFound);

    public static Answer UnknownPath() => Create(
        StatusCodes.Status404NotFound,
        "Resource not found",
        "There is no API hosted at this URL.\n\nFor information about our API's, please refer to the documentation at: https://developer.atlassian.com/bitbucket/api/2/reference/");

    public static Answer NoWorkspace(string name) =>
        Create(StatusCodes.Status404NotFound, $"No workspace with identifier '{name}'.");

    public static Answer NoRepository() => Create(
        StatusCodes.Status404NotFound,
        "You may not have access to this repository or it no longer exists in this workspace. If you think this repository exists and you have access, make sure you are authenticated.");

    public static Answer NotFound(string message) => Create(StatusCodes.Status404NotFound, message);

    public static Answer RateLimited(EmulatorSettings settings)
    {
        const string text = "Rate limit for this resource has been exceeded";
        var answer = settings.RateLimitBody == RateLimitBody.Json
            ? Create(StatusCodes.Status429TooManyRequests, text)
            : Answer.Text(text, StatusCodes.Status429TooManyRequests, "text/plain");
        return settings.RateLimitRetryAfter ? answer.With("Retry-After", "60") : answer;
    }

    private static string TextOf(ExpiredTokenText text) => text switch
    {
        ExpiredTokenText.January2026 => "OAuth2 access token expired. Use your refresh token to obtain a new access token.",
        ExpiredTokenText.Legacy => "Access token expired. Use your refresh token to obtain a new access token.",
        _ => "Token is invalid, expired, or not supported for this endpoint.",
    };
}

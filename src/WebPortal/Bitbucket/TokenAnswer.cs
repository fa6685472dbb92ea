using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WebPortal.Bitbucket;

/// <summary>Reads an answer of the token endpoint and refuses what RFC 6749 section 5.1 does not allow.</summary>
/// <remarks>
/// Documented outcomes for odd shapes: no <c>refresh_token</c> is accepted (the former one stays); a lifetime that is missing, not a positive
/// whole number or not readable counts as <see cref="FallbackLifetime"/>; one above <see cref="LongestLifetime"/> is cut to it; a token type
/// other than bearer, doubled keys, and anything that is not a JSON object are unusable.
/// </remarks>
internal static class TokenAnswer
{
    /// <summary>Largest body that is read, in bytes: two tokens of 64 KB and room to spare.</summary>
    public const int LongestBody = 256 * 1024;

    public static readonly TimeSpan FallbackLifetime = TimeSpan.FromHours(1);

    public static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(1);

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    private static readonly HashSet<string> RegisteredErrors =
    [
        "invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type", "invalid_scope",
    ];

    public static TokenRequestOutcome Read(HttpStatusCode status, ReadOnlyMemory<byte> body, TimeSpan? retryAfter, DateTimeOffset now) => (int)status switch
    {
        200 => ReadGranted(body, now),
        >= 400 and < 500 and not 408 and not 429 when TryParse(body) is { } error => new TokenRequestOutcome.Refused(ErrorCode(error)),
        var other => new TokenRequestOutcome.Unavailable(other, retryAfter),
    };

    private static TokenRequestOutcome ReadGranted(ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        // A page with status 200 comes from something in between, not from the token endpoint: it passes.
        if (!LooksLikeJson(body.Span))
        {
            return new TokenRequestOutcome.Unavailable(200, null);
        }

        if (TryParse(body) is not { } answer)
        {
            return new TokenRequestOutcome.Unusable("The answer is not a JSON object with distinct keys.");
        }

        if (!string.Equals(Text(answer, "token_type"), "bearer", StringComparison.OrdinalIgnoreCase))
        {
            return new TokenRequestOutcome.Unusable("The token type is not bearer.");
        }

        if (Text(answer, "access_token") is not { Length: > 0 } accessToken || !IsHeaderSafe(accessToken))
        {
            return new TokenRequestOutcome.Unusable("There is no usable access token.");
        }

        var refreshToken = Text(answer, "refresh_token") is { Length: > 0 } value ? new RefreshToken(value) : null;
        var scope = Text(answer, "scope") ?? Text(answer, "scopes");
        return new TokenRequestOutcome.Granted(new TokenSet(new AccessToken(accessToken), refreshToken, scope, now + Lifetime(answer)));
    }

    private static JsonObject? TryParse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonNode.Parse(body.Span, documentOptions: Strict) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool LooksLikeJson(ReadOnlySpan<byte> body) => body.TrimStart(" \t\r\n"u8) is [(byte)'{', ..];

    private static string ErrorCode(JsonObject error) =>
        Text(error, "error") is { } code && RegisteredErrors.Contains(code) ? code : "unknown_error";

    private static string? Text(JsonObject answer, string key) =>
        answer[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>An access token travels in a header: visible ASCII only, so nothing can be smuggled behind it.</summary>
    private static bool IsHeaderSafe(string token) => !token.AsSpan().ContainsAnyExceptInRange('!', '~');

    private static TimeSpan Lifetime(JsonObject answer)
    {
        var seconds = answer["expires_in"] switch
        {
            JsonValue number when number.TryGetValue<long>(out var whole) => whole,
            JsonValue number when number.TryGetValue<double>(out var real) && double.IsFinite(real) => (long)Math.Clamp(real, 0, int.MaxValue),
            JsonValue text when text.TryGetValue<string>(out var digits)
                && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) => parsed,
            _ => 0,
        };
        return seconds <= 0 ? FallbackLifetime : TimeSpan.FromSeconds(Math.Min(seconds, (long)LongestLifetime.TotalSeconds));
    }
}

using System.Buffers;
using System.Net;
using System.Text.Json;

namespace WebPortal.Bitbucket;

/// <summary>The one place where an answer that is not 200 becomes a <see cref="BitbucketError"/>: by status and structure, never by message text.</summary>
internal static class BitbucketErrorReader
{
    /// <summary>Error bodies are small; more than this is not looked at.</summary>
    public const int LongestBody = 64 * 1024;

    private const int MostScopes = 20;

    private const int LongestScope = 64;

    private static readonly SearchValues<char> ScopeLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789:_-");

    /// <param name="body">Empty when it was too long.</param>
    public static BitbucketError Read(HttpStatusCode status, ReadOnlyMemory<byte> body, TimeSpan? retryAfter)
    {
        var code = (int)status;
        return code switch
        {
            401 => new BitbucketError(BitbucketErrorKind.Unauthorized, code),
            403 => RequiredScopes(body) is { Count: > 0 } required
                ? new BitbucketError(BitbucketErrorKind.MissingScope, code, RequiredScopes: required)
                : new BitbucketError(BitbucketErrorKind.Forbidden, code),
            404 => new BitbucketError(BitbucketErrorKind.NotFound, code),
            410 => new BitbucketError(BitbucketErrorKind.Gone, code),
            429 => new BitbucketError(BitbucketErrorKind.RateLimited, code, retryAfter),
            408 or >= 500 => new BitbucketError(BitbucketErrorKind.Unavailable, code, retryAfter),
            _ => new BitbucketError(BitbucketErrorKind.Invalid, code),
        };
    }

    /// <summary>Reads <c>error.detail.required</c>; entries that do not look like a scope are dropped, since they are shown to people.</summary>
    private static List<string> RequiredScopes(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8 });
            return Find(document.RootElement, "error") is { } error && Find(error, "detail") is { } detail
                && Find(detail, "required") is { ValueKind: JsonValueKind.Array } required
                ? [.. required.EnumerateArray().Select(ScopeText).OfType<string>().Take(MostScopes)]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static JsonElement? Find(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    private static string? ScopeText(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        var raw = element.GetRawText().AsSpan()[1..^1];
        return raw.Length is > 0 and <= LongestScope && !raw.ContainsAnyExcept(ScopeLetters) ? raw.ToString() : null;
    }
}

using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace WebPortal.Tests.BitbucketEmulator;

/// <summary>An answer read to its end, so that a test can look at it in one line.</summary>
internal sealed record JsonAnswer(HttpStatusCode Status, string Body, string? ContentType, IReadOnlyDictionary<string, string> Headers)
{
    private JsonNode? json;

    public JsonNode Json => json ??= JsonNode.Parse(Body)!;

    public JsonArray Values => Json["values"]!.AsArray();

    public string? Error => (string?)Json["error"];

    public string? Message => (string?)Json["error"]!["message"];

    public static async Task<JsonAnswer> ReadAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var headers = answer.Headers.Concat(answer.Content.Headers)
            .ToDictionary(pair => pair.Key, pair => string.Join(", ", pair.Value), StringComparer.OrdinalIgnoreCase);
        return new(answer.StatusCode, body, answer.Content.Headers.ContentType?.ToString(), headers);
    }

    public string Text(string name) => (string)Json[name]!;

    /// <summary>The named text of every value on the page.</summary>
    public string?[] Each(string name) => [.. Values.Select(value => (string?)value![name])];
}

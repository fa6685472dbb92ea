using System.Globalization;
using System.Net.Http.Headers;

namespace WebPortal.Bitbucket;

/// <summary>Reads what an answer says about the hourly limit. The headers are not promised: without them nothing is near.</summary>
internal static class LimitHeaders
{
    /// <summary>Bitbucket itself speaks of near from 80 % used on.</summary>
    private const int NearPart = 5;

    public static bool AreNear(HttpResponseHeaders headers) =>
        string.Equals(First(headers, "X-RateLimit-NearLimit"), "true", StringComparison.OrdinalIgnoreCase)
        || (Number(First(headers, "X-RateLimit-Remaining")) is { } left && left < (Number(First(headers, "X-RateLimit-Limit")) ?? 0) / NearPart);

    private static string? First(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out var values) ? values.FirstOrDefault()?.Trim() : null;

    /// <summary>The limit has been seen as <c>60, 60;w=3600</c>.</summary>
    private static int? Number(string? text) =>
        int.TryParse(text?.Split(',', ';')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

using System.Net.Http.Headers;

namespace WebPortal.Bitbucket;

/// <summary>Reads <c>Retry-After</c> in both forms and keeps it within reason.</summary>
internal static class RetryAfter
{
    /// <summary>An upstream cannot silence us for longer than its own window.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <returns>Between zero and <see cref="Longest"/>; null when the header is absent.</returns>
    public static TimeSpan? Read(HttpResponseHeaders headers, DateTimeOffset now)
    {
        var wait = headers.RetryAfter?.Delta ?? headers.RetryAfter?.Date - now;
        return wait is { } value ? TimeSpan.FromTicks(Math.Clamp(value.Ticks, 0, Longest.Ticks)) : null;
    }
}

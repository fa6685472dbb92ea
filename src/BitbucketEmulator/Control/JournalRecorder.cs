using BitbucketEmulator.Hosting;
using Microsoft.AspNetCore.Http.Features;

namespace BitbucketEmulator.Control;

/// <summary>Takes down a request as it arrives.</summary>
internal static class JournalRecorder
{
    public static JournalEntry Begin(HttpContext context, EmulatorSide side, DateTimeOffset now)
    {
        var request = context.Request;
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } raw ? raw : request.Path + request.QueryString;
        var headers = new KeyValuePair<string, string>[request.Headers.Count];
        var index = 0;
        var weight = target.Length + Math.Min(request.ContentLength ?? 0, 1_048_576);
        foreach (var (name, value) in request.Headers)
        {
            headers[index] = new(name, value.ToString());
            weight += headers[index++].Value.Length;
        }

        return new()
        {
            Time = now,
            Side = side,
            Method = request.Method,
            Path = request.Path.Value ?? "/",
            Target = target,
            Url = target.StartsWith('/') ? $"{request.Scheme}://{request.Host}{target}" : target,
            Headers = headers,
            Weight = weight,
        };
    }
}

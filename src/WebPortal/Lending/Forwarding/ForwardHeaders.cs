using System.Buffers;
using System.Net.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace WebPortal.Lending.Forwarding;

/// <summary>The headers that cross the portal, by name: two inwards, six outwards. Every other one stays on its side.</summary>
internal static class ForwardHeaders
{
    private const int LongestValue = 1024;

    private static readonly string[] Inwards = [HeaderNames.Accept, HeaderNames.IfNoneMatch];

    private static readonly SearchValues<char> Printable = SearchValues.Create(Enumerable.Range(' ', '~' - ' ' + 1).Select(letter => (char)letter).ToArray());

    /// <summary>Whether what the caller sends in the listed headers can be passed on as it is.</summary>
    public static bool AreFit(IHeaderDictionary headers) => Array.TrueForAll(
        Inwards, name => headers[name] is var value && (value.Count == 0 || (value.Count == 1 && value[0] is { Length: <= LongestValue } text && !text.AsSpan().ContainsAnyExcept(Printable))));

    public static void CopyRequest(IHeaderDictionary headers, HttpRequestHeaders request)
    {
        foreach (var name in Inwards)
        {
            if (headers[name] is [{ Length: > 0 } value])
            {
                request.TryAddWithoutValidation(name, value);
            }
        }
    }

    /// <param name="isFile">The body is passed on byte for byte.</param>
    public static void CopyResponse(HttpResponseMessage answer, HttpResponse response, bool isFile)
    {
        var (from, headers) = (answer.Content.Headers, response.Headers);
        headers.CacheControl = "no-store";
        if (from.ContentType is { } type)
        {
            headers.ContentType = type.ToString();
        }

        if (!isFile)
        {
            return;
        }

        headers.ContentLength = from.ContentLength;
        headers.ContentDisposition = from.ContentDisposition?.ToString() ?? (from.ContentType?.MediaType is null or "text/plain" ? default(string) : "attachment");
        headers.ETag = answer.Headers.ETag?.ToString();
        headers.LastModified = from.LastModified?.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
    }
}

using System.IO.Compression;
using WebPortal.Repositories;

namespace WebPortal.Lending;

/// <summary>Answers of the lists from the bytes that the person's snapshot keeps, and keeps new ones there.</summary>
/// <remarks>
/// 1. What a search for words finds is seldom asked for twice; it is not kept.
/// 2. The compressed form is made only of answers that repeat no text from the address: lengths of such a form must not tell whether a guess
///    in the address occurs in the answer (BREACH). Everything else is sent as it is.
/// </remarks>
internal sealed class KeptForms(RepositoryCatalog catalog)
{
    private const string Gzip = "gzip";

    /// <returns>Null when there is none, or the connection cannot be used.</returns>
    public async ValueTask<IResult?> FindAsync(HttpContext http, Guid connectionId, CatalogView? view)
    {
        var isCompressed = Accepts(http.Request);
        if (isCompressed && await catalog.FindKeptAsync(connectionId, view, KeptAnswerKey.Of(http.Request, true), http.RequestAborted) is { } compressed)
        {
            return new ReadyAnswer(compressed.Body, Gzip);
        }

        return await catalog.FindKeptAsync(connectionId, view, KeptAnswerKey.Of(http.Request, false), http.RequestAborted) is { } plain ? new ReadyAnswer(plain.Body, null) : null;
    }

    /// <summary>Keeps an answer in the form that this request takes, and answers with it.</summary>
    public IResult Keep(HttpContext http, RepositoryListing listing, RepositoryQuery query, byte[] body)
    {
        var mayCompress = query is { Text: null, Language: null, Project: null };
        var isCompressed = mayCompress && Accepts(http.Request);
        var form = isCompressed ? Compress(body) : body;
        if (listing.Kept is { } kept && query.Text is null)
        {
            catalog.Keep(kept, KeptAnswerKey.Of(http.Request, isCompressed), new KeptAnswer(form));
        }

        return new ReadyAnswer(form, isCompressed ? Gzip : null);
    }

    /// <summary>Whether the header names gzip without refusing it; what is not understood counts as no.</summary>
    private static bool Accepts(HttpRequest request)
    {
        foreach (var line in request.Headers.AcceptEncoding)
        {
            foreach (var part in line.AsSpan().Split(','))
            {
                var coding = line.AsSpan()[part].Trim();
                var end = coding.IndexOf(';');
                var name = end < 0 ? coding : coding[..end].TrimEnd();
                if (name.Equals(Gzip, StringComparison.OrdinalIgnoreCase))
                {
                    return end < 0 || IsWanted(coding[(end + 1)..].Trim());
                }
            }
        }

        return false;
    }

    private static bool IsWanted(ReadOnlySpan<char> quality) =>
        quality.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
        && double.TryParse(quality[2..], System.Globalization.CultureInfo.InvariantCulture, out var value) && value > 0;

    private static byte[] Compress(byte[] body)
    {
        using var form = new MemoryStream(body.Length / 4);
        using (var gzip = new GZipStream(form, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(body);
        }

        return form.ToArray();
    }

    /// <summary>Bytes that only have to be sent.</summary>
    private sealed class ReadyAnswer(byte[] body, string? encoding) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.ContentType = "application/json; charset=utf-8";
            response.ContentLength = body.Length;
            response.Headers.Vary = "Accept-Encoding";
            if (encoding is not null)
            {
                response.Headers.ContentEncoding = encoding;
            }

            return response.Body.WriteAsync(body, 0, body.Length, httpContext.RequestAborted);
        }
    }
}

using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Xunit;

namespace WebPortal.Tests.Checks;

/// <summary>Looks for planted secrets in every form in which they could have been written: raw, base64 at three offsets, base64url, hex, URL, UTF-16, inside gzip.</summary>
internal sealed class SecretScanner
{
    /// <summary>Enough of a secret to be sure, short enough to be found when it was cut.</summary>
    private const int Telling = 24;

    private static readonly byte[] GzipMagic = [0x1f, 0x8b, 0x08];

    private readonly Dictionary<string, string> _forms = new(StringComparer.Ordinal);
    private SearchValues<string>? _search;

    public int Secrets { get; private set; }

    /// <param name="kind">What it is, for the message; never the value itself.</param>
    public void Plant(string kind, string secret)
    {
        Assert.True(secret.Length >= 16, $"{kind} is too short to be told from chance");

        // The end of a token is its signature or its random part; the beginning may be common to all.
        var telling = secret.Length <= Telling ? secret : secret[^Telling..];
        Secrets++;
        _search = null;
        foreach (var (form, text) in FormsOf(telling))
        {
            _forms.TryAdd(text, $"{kind} ({form})");
        }
    }

    public IReadOnlyList<string> Find(string text) => Find(Encoding.UTF8.GetBytes(text));

    public IReadOnlyList<string> Find(byte[] content)
    {
        var hits = new List<string>();
        Search(content, hits);
        for (var at = content.AsSpan().IndexOf(GzipMagic); at >= 0;)
        {
            Search(Decompress(content.AsMemory(at)), hits);
            var next = content.AsSpan(at + 1).IndexOf(GzipMagic);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return hits;
    }

    private static IEnumerable<(string Form, string Text)> FormsOf(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        yield return ("raw", secret);
        yield return ("url", Uri.EscapeDataString(secret));
        yield return ("hex", Convert.ToHexString(bytes));
        yield return ("hex, lower case", Convert.ToHexStringLower(bytes));
        yield return ("utf-16", Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(secret)));
        for (var offset = 0; offset < 3; offset++)
        {
            var shifted = Convert.ToBase64String([.. new byte[offset], .. bytes]);

            // Characters that also depend on neighbours are left out at both ends.
            var certain = shifted[(offset == 0 ? 0 : 4)..^4];
            yield return (string.Create(CultureInfo.InvariantCulture, $"base64, offset {offset}"), certain);
            yield return (string.Create(CultureInfo.InvariantCulture, $"base64url, offset {offset}"), certain.Replace('+', '-').Replace('/', '_'));
        }
    }

    private static byte[] Decompress(ReadOnlyMemory<byte> content)
    {
        const int most = 64 * 1024 * 1024;
        using var output = new MemoryStream();
        try
        {
            using var gzip = new GZipStream(new MemoryStream(content.ToArray()), CompressionMode.Decompress);
            var chunk = new byte[81_920];
            int read;
            while (output.Length < most && (read = gzip.Read(chunk)) > 0)
            {
                output.Write(chunk, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            // Three bytes that only looked like the beginning of gzip; what came out before counts.
        }

        return output.ToArray();
    }

    private void Search(byte[] content, List<string> hits)
    {
        _search ??= SearchValues.Create([.. _forms.Keys], StringComparison.Ordinal);
        var text = Encoding.Latin1.GetString(content);
        for (var rest = text.AsSpan(); rest.IndexOfAny(_search) is var at and >= 0; rest = rest[(at + 1)..])
        {
            var hit = rest[at..];
            foreach (var (form, name) in _forms)
            {
                if (hit.StartsWith(form, StringComparison.Ordinal))
                {
                    hits.Add(name);
                }
            }

            if (hits.Count > 20)
            {
                return;
            }
        }
    }
}

using System.Text;

namespace WebPortal.Lending.Forwarding;

/// <summary>Reads the path of a request as it was sent, segment by segment, strictly: what is not plain text by one decoding is refused.</summary>
internal static class PathSegments
{
    private const int LongestSegment = 255;

    private const int MostSegments = 48;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="raw">Below the prefix, still encoded, without a query.</param>
    /// <returns>The decoded segments, a last empty one left out; null when one of them could be read in two ways or leads elsewhere.</returns>
    public static IReadOnlyList<string>? Read(string raw)
    {
        var parts = raw.Split('/');
        var count = parts.Length > 1 && parts[^1].Length == 0 ? parts.Length - 1 : parts.Length;
        if (count > MostSegments)
        {
            return null;
        }

        var segments = new List<string>(count);
        foreach (var part in parts.AsSpan(0, count))
        {
            // Libraries encode the slash of a branch's name; it means the same, and is sent on as a slash.
            if (Decode(part, plusIsSpace: false) is not { } decoded)
            {
                return null;
            }

            segments.AddRange(decoded.Split('/'));
        }

        return segments.Count <= MostSegments && segments.TrueForAll(IsPlain) ? segments : null;
    }

    /// <returns>The text, or null when it is not properly encoded UTF-8 or holds control characters.</returns>
    public static string? Decode(string encoded, bool plusIsSpace)
    {
        if (!encoded.AsSpan().ContainsAny('%', '+') && Ascii.IsValid(encoded))
        {
            return encoded.Any(char.IsControl) ? null : encoded;
        }

        var bytes = new byte[encoded.Length];
        var length = 0;
        for (var at = 0; at < encoded.Length; at++)
        {
            var letter = encoded[at];
            if (letter == '%')
            {
                if (at + 2 >= encoded.Length || !char.IsAsciiHexDigit(encoded[at + 1]) || !char.IsAsciiHexDigit(encoded[at + 2]))
                {
                    return null;
                }

                bytes[length++] = Convert.ToByte(encoded.Substring(at + 1, 2), 16);
                at += 2;
            }
            else if (letter > '~')
            {
                return null;
            }
            else
            {
                bytes[length++] = (byte)(letter == '+' && plusIsSpace ? ' ' : letter);
            }
        }

        return ReadText(bytes.AsSpan(0, length));
    }

    private static string? ReadText(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var text = Strict.GetString(bytes);
            return text.Any(char.IsControl) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Not empty, no name of dots, no backslash, and nothing that a second decoding would turn into something else.</summary>
    private static bool IsPlain(string segment) =>
        segment is { Length: > 0 and <= LongestSegment } and not ("." or "..") && !segment.Contains('\\', StringComparison.Ordinal) && !HoldsEscape(segment);

    private static bool HoldsEscape(string segment)
    {
        for (var at = segment.IndexOf('%', StringComparison.Ordinal); at >= 0 && at + 2 < segment.Length; at = segment.IndexOf('%', at + 1))
        {
            if (char.IsAsciiHexDigit(segment[at + 1]) && char.IsAsciiHexDigit(segment[at + 2]))
            {
                return true;
            }
        }

        return false;
    }
}

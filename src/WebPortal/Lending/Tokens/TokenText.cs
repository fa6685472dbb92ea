using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace WebPortal.Lending.Tokens;

/// <summary>How a portal token is written: a prefix, 43 random characters (256 bits) and a checksum of six, so that scanners find it and typing errors show without asking anybody.</summary>
internal static class TokenText
{
    public static readonly string Prefix = "wpt_";

    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int RandomLength = 43;
    private const int ChecksumLength = 6;
    private static readonly SearchValues<char> Known = SearchValues.Create(Letters);

    public static string Create()
    {
        var start = Prefix + RandomNumberGenerator.GetString(Letters, RandomLength);
        return start + Checksum(start);
    }

    public static bool IsWellFormed(string text) =>
        text.Length == Prefix.Length + RandomLength + ChecksumLength
        && text.StartsWith(Prefix, StringComparison.Ordinal)
        && !text.AsSpan(Prefix.Length).ContainsAnyExcept(Known)
        && text.AsSpan(Prefix.Length + RandomLength).SequenceEqual(Checksum(text[..(Prefix.Length + RandomLength)]));

    public static byte[] Hash(string text) => SHA256.HashData(Encoding.ASCII.GetBytes(text));

    /// <summary>CRC-32 as in zlib, in base 62.</summary>
    private static string Checksum(string text)
    {
        var sum = uint.MaxValue;
        foreach (var letter in text)
        {
            sum ^= letter;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ 0xEDB88320;
            }
        }

        return string.Create(ChecksumLength, ~sum, static (digits, rest) =>
        {
            for (var place = digits.Length - 1; place >= 0; place--, rest /= (uint)Letters.Length)
            {
                digits[place] = Letters[(int)(rest % (uint)Letters.Length)];
            }
        });
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WebPortal.Data;

namespace WebPortal.Audit;

/// <summary>How one audit record is bound to the one before it. Anybody can recompute it from an export.</summary>
/// <remarks>
/// The hash is SHA-256 over the hash before it (32 bytes, zeros for the first) and then every field in order: id, time, action, outcome, actor,
/// subject, connection, detail, remote address. Each field is its length in bytes as decimal digits, a colon, and its UTF-8 text; an absent one
/// is a minus sign. Times are UTC to the microsecond, as <c>2026-01-31T23:59:59.123456Z</c>; ids of people and connections have hyphens and no braces.
/// </remarks>
internal static class AuditChain
{
    public static readonly byte[] Origin = new byte[SHA256.HashSizeInBytes];

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">A field holds text that a database would refuse or give back differently: NUL, or half a surrogate pair.</exception>
    public static byte[] Hash(ReadOnlySpan<byte> before, AuditEvent record)
    {
        var text = new StringBuilder();
        Append(text, record.Id.ToString(CultureInfo.InvariantCulture));
        Append(text, Time(record.At));
        Append(text, record.Action);
        Append(text, record.Outcome);
        Append(text, record.ActorId?.ToString());
        Append(text, record.SubjectUserId?.ToString());
        Append(text, record.ConnectionId?.ToString());
        Append(text, record.Detail);
        Append(text, record.RemoteAddress);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(before);
        hash.AppendData(Strict.GetBytes(text.ToString()));
        return hash.GetHashAndReset();
    }

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Both databases keep microseconds; what is hashed must be what is read back.</summary>
    public static DateTimeOffset ToMicroseconds(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    private static void Append(StringBuilder text, string? field)
    {
        if (field is null)
        {
            text.Append('-');
            return;
        }

        if (field.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("Text with NUL cannot be stored as it is, so it cannot be hashed.", nameof(field));
        }

        text.Append(CultureInfo.InvariantCulture, $"{Strict.GetByteCount(field)}:").Append(field);
    }
}

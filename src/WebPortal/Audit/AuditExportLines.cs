using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using WebPortal.Data;

namespace WebPortal.Audit;

/// <summary>How the lines of an export are written and read: one JSON object a line, fields in a fixed order, nothing but ASCII.</summary>
internal static class AuditExportLines
{
    public const string Format = "webportal-audit-1";
    public const string Header = "header";
    public const string Record = "record";
    public const string Checkpoint = "checkpoint";

    /// <summary>Stands in the place of a checkpoint when the chain did not hold: what is broken is not signed.</summary>
    public const string Broken = "broken";

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    public static string Write<T>(T line)
        where T : class => JsonSerializer.Serialize(line, Json);

    /// <returns>Null when the line is not one of this type with exactly its fields.</returns>
    public static T? Read<T>(string? line, string type)
        where T : class
    {
        if (line?.StartsWith($"{{\"type\":\"{type}\",", StringComparison.Ordinal) != true)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<T>(line, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static AuditRecordLine ToLine(AuditEvent record) => new(
        Record,
        record.Id,
        AuditChain.Time(record.At),
        record.Action,
        record.Outcome,
        record.ActorId,
        record.SubjectUserId,
        record.ConnectionId,
        record.Detail,
        record.RemoteAddress,
        record.Hash is null ? null : Convert.ToHexStringLower(record.Hash));

    /// <returns>Null when the time or the hash is not written as an export writes it.</returns>
    public static AuditEvent? ToRecord(AuditRecordLine line)
    {
        var hash = line.Hash is null ? [] : ReadHash(line.Hash);
        if (hash is null || !DateTimeOffset.TryParseExact(line.At, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            return null;
        }

        return new AuditEvent
        {
            Id = line.Id,
            At = at,
            Action = line.Action,
            Outcome = line.Outcome,
            ActorId = line.Actor,
            SubjectUserId = line.Subject,
            ConnectionId = line.Connection,
            Detail = line.Detail,
            RemoteAddress = line.RemoteAddress,
            Hash = line.Hash is null ? null : hash,
        };
    }

    /// <returns>Null when the text is not a SHA-256 hash in hexadecimal.</returns>
    public static byte[]? ReadHash(string text) =>
        text.Length == 2 * AuditChain.Origin.Length && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : null;
}

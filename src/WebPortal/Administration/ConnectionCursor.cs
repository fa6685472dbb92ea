using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace WebPortal.Administration;

/// <summary>Where a page of connections begins: behind, or before, a row that was shown. It says what the row's place was, so the row itself may be gone.</summary>
/// <param name="IsBackwards">The page ends right before the row.</param>
/// <param name="Key">The value the order goes by: a name, or UTC ticks.</param>
internal sealed record ConnectionCursor(ConnectionSort Sort, bool IsBackwards, Guid OwnerId, Guid Id, string Key)
{
    /// <summary>The longest name, in bytes and base64, and the rest.</summary>
    private const int LongestText = 3000;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public DateTimeOffset At => new(long.Parse(Key, NumberStyles.None, CultureInfo.InvariantCulture), TimeSpan.Zero);

    public static ConnectionCursor Of(ConnectionSort sort, ConnectionRow row, bool isBackwards) =>
        new(sort, isBackwards, row.OwnerId, row.Id, KeyOf(sort, row));

    /// <returns>Null when the text is no cursor, or one of another order: it comes from the address, where anybody can write.</returns>
    public static ConnectionCursor? Read(string? text, ConnectionSort sort)
    {
        if (text is not { Length: > 0 and <= LongestText } || Decode(text)?.Split('|', 5) is not [var order, var direction, var owner, var id, var key])
        {
            return null;
        }

        return order == sort.ToString() && direction is "<" or ">" && IsKey(sort, key)
            && Guid.TryParseExact(owner, "N", out var ownerId) && Guid.TryParseExact(id, "N", out var rowId)
            ? new ConnectionCursor(sort, direction == "<", ownerId, rowId, key)
            : null;
    }

    public override string ToString() =>
        Base64Url.EncodeToString(Strict.GetBytes($"{Sort}|{(IsBackwards ? '<' : '>')}|{OwnerId:N}|{Id:N}|{Key}"));

    private static string KeyOf(ConnectionSort sort, ConnectionRow row)
    {
        if (sort.Field == ConnectionSort.Person)
        {
            return row.OwnerName;
        }

        var at = sort.Field == ConnectionSort.Used ? row.LastUsedAt : sort.Field == ConnectionSort.Dies ? row.RefreshTokenIssuedAt : row.ConnectedAt;
        return at.UtcTicks.ToString(CultureInfo.InvariantCulture);
    }

    private static bool IsKey(ConnectionSort sort, string key) => sort.Field == ConnectionSort.Person
        ? !key.Contains('\0', StringComparison.Ordinal)
        : long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks;

    private static string? Decode(string text)
    {
        try
        {
            return Strict.GetString(Base64Url.DecodeFromChars(text));
        }
        catch (Exception fault) when (fault is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }
}

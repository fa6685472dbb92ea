using System.Globalization;

namespace WebPortal.Administration;

/// <summary>A place in the order of sessions by when they were last seen: what comes after it is found by the index, however far down it is.</summary>
internal sealed record SessionPlace(DateTimeOffset LastSeenAt, Guid Id)
{
    /// <summary>For the address of a page.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{LastSeenAt.UtcTicks}_{Id:N}");

    /// <returns>Null when the text is not a place.</returns>
    public static SessionPlace? Parse(string? text) =>
        text?.Split('_') is [var ticks, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks
        && Guid.TryParseExact(id, "N", out var session)
            ? new SessionPlace(new DateTimeOffset(at, TimeSpan.Zero), session) : null;
}

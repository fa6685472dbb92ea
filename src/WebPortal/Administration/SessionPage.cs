namespace WebPortal.Administration;

/// <summary>Some of the open sessions, the latest seen first.</summary>
/// <param name="Count">How many were found in all; counting stops at <see cref="MostCounted"/>.</param>
/// <param name="Older">Where the next page begins; null when there is none.</param>
internal sealed record SessionPage(IReadOnlyList<SessionRow> Rows, int Count, SessionPlace? Older)
{
    public const int MostCounted = 10_000;
}

namespace WebPortal.Administration;

/// <summary>One page of found connections.</summary>
/// <param name="Count">How many were found, exact up to <see cref="MostCounted"/>; one more than that means: more.</param>
/// <param name="Previous">Where the page before this one ends; null on the first.</param>
/// <param name="Next">Where the page behind this one begins; null on the last.</param>
/// <param name="IsPlaceLost">A place was asked for that is none, or behind which nothing is left; this is the first page instead.</param>
internal sealed record ConnectionPage(IReadOnlyList<ConnectionRow> Rows, int Count, ConnectionCursor? Previous, ConnectionCursor? Next, bool IsPlaceLost)
{
    /// <summary>Nobody needs an exact count of more, and at a million it would cost more than the page.</summary>
    public const int MostCounted = 1000;

    public static readonly ConnectionPage Empty = new([], 0, null, null, false);

    public bool HasMoreThanCounted => Count > MostCounted;
}

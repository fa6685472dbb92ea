namespace WebPortal.Administration;

/// <summary>One page of found connections.</summary>
/// <param name="Total">How many were found in all.</param>
internal sealed record ConnectionPage(IReadOnlyList<ConnectionRow> Rows, int Total, int Page, int PageSize)
{
    public int PageCount => Math.Max(1, (Total + PageSize - 1) / PageSize);
}

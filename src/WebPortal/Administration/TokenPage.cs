namespace WebPortal.Administration;

/// <summary>Some of everybody's portal tokens, the newest first.</summary>
/// <param name="Count">How many were found in all; counting stops at <see cref="MostCounted"/>.</param>
/// <param name="Older">The last token of this page when there are more.</param>
internal sealed record TokenPage(IReadOnlyList<TokenRow> Rows, int Count, Guid? Older)
{
    public const int MostCounted = 10_000;
}

namespace WebPortal.Pages.Repositories;

/// <summary>One value of a filter.</summary>
/// <param name="Count">How many repositories it leaves; null when that is not counted.</param>
/// <param name="Note">What is wrong with it, in a word or two.</param>
internal sealed record FacetLink(string Label, string Address, int? Count, bool IsChosen, string? Note = null)
{
    /// <summary>The class of its colour, when it has one.</summary>
    public string? Dot { get; init; }

    /// <summary>How many repositories were changed in each of the last months, when that is shown.</summary>
    public int[]? Activity { get; init; }
}

namespace WebPortal.Administration;

/// <summary>Which connections an administrator means. What is null does not narrow; days are whole, counted back or ahead from now.</summary>
/// <param name="Person">Part of a display name, user name, address or Bitbucket uuid.</param>
/// <param name="Workspace">Slug of a workspace the owner belonged to when last looked at.</param>
/// <param name="Kind">One of the contract's kinds, in any case; any other word finds nothing.</param>
/// <param name="State">One of the contract's states, in any case; null means all that have not ended; any other word finds nothing.</param>
/// <param name="Scope">A scope that was granted.</param>
/// <param name="ConnectedDaysAgo">Connected at least so many days ago.</param>
/// <param name="UnusedDays">Not used for at least so many days.</param>
/// <param name="DiesWithinDays">Would die at Bitbucket within so many days if nothing used it; what must reconnect is dead already.</param>
/// <param name="IsFaulty">The question was not understood: it finds nothing, so that a mistyped order never means everybody.</param>
internal sealed record ConnectionFilter(
    string? Person = null,
    string? Workspace = null,
    string? Kind = null,
    string? State = null,
    string? Scope = null,
    int? ConnectedDaysAgo = null,
    int? UnusedDays = null,
    int? DiesWithinDays = null,
    bool IsFaulty = false)
{
    /// <summary>A hundred years; more days are not understood.</summary>
    public const int MostDays = 36500;

    /// <summary>Everything that has not ended.</summary>
    public static readonly ConnectionFilter All = new();

    /// <summary>Whether anything narrows the choice.</summary>
    public bool IsNarrowed => this != All;
}

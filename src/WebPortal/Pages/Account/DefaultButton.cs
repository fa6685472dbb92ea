namespace WebPortal.Pages.Account;

/// <summary>Whether a connection is the one for the person's lists, or may be made so; with one alone there is nothing to choose.</summary>
internal sealed record DefaultButton(Guid ConnectionId, bool IsChosen, bool IsOffered);

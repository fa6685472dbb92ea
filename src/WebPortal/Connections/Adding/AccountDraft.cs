namespace WebPortal.Connections.Adding;

/// <summary>An API token or app password as somebody typed it. Prints without the secret.</summary>
/// <param name="Account">The account's e-mail address, or the user name for an app password.</param>
/// <param name="EndsOn">The last day on which an API token works.</param>
internal sealed record AccountDraft(bool IsAppPassword, string? Account, string? Secret, DateOnly? EndsOn)
{
    public override string ToString() => $"[credential until {EndsOn:O}]";
}

namespace WebPortal.Pages.Texts;

/// <summary>The honest account of what ending a connection does here, and what it cannot do at Bitbucket.</summary>
/// <param name="IsDone">False while it is only announced.</param>
/// <param name="AccessTokenEndsAt">Null when it has expired already.</param>
internal sealed record EndingText(bool IsDone, bool IsOwn, DateTimeOffset? AccessTokenEndsAt, Uri AuthorizationsPage)
{
    public string Whose => IsOwn ? "your" : "the person's";

    public string Who => IsOwn ? "you" : "the person";
}

using WebPortal.Pages.Words;

namespace WebPortal.Pages.Texts;

/// <summary>The honest account of what ending a connection does here, and what it cannot do at Bitbucket.</summary>
/// <param name="IsDone">False while it is only announced.</param>
/// <param name="AccessTokenEndsAt">Null when it has expired already.</param>
internal sealed record EndingText(bool IsDone, bool IsOwn, DateTimeOffset? AccessTokenEndsAt, Uri AuthorizationsPage)
{
    /// <summary>What happens in the portal, or has happened.</summary>
    public string Here => (IsDone, IsOwn) switch
    {
        (true, true) => EndingWords.HereDoneOwn,
        (true, false) => EndingWords.HereDoneOther,
        (false, true) => EndingWords.HereToComeOwn,
        _ => EndingWords.HereToComeOther,
    };
}

using WebPortal.Pages.Texts;
using WebPortal.Pages.Words;
using WebPortal.Repositories;

namespace WebPortal.Pages.Repositories;

/// <summary>Says why something is not shown, with what the reader can do.</summary>
internal static class SectionText
{
    public static string Of(FailureReason reason, IReadOnlyList<string> scopes) => reason switch
    {
        FailureReason.ReconnectNeeded => RepositoryWords.FailedReconnect,
        FailureReason.MissingScope => Sentence.Text(RepositoryWords.FailedScope, string.Join(", ", scopes)),
        FailureReason.Forbidden => RepositoryWords.FailedForbidden,
        FailureReason.NotFound => RepositoryWords.FailedNotFound,
        FailureReason.Gone => RepositoryWords.FailedGone,
        FailureReason.RateLimited => RepositoryWords.FailedRateLimited,
        FailureReason.Unavailable => RepositoryWords.FailedUnavailable,
        FailureReason.OutOfTime => RepositoryWords.FailedOutOfTime,
        _ => RepositoryWords.FailedInvalid,
    };
}

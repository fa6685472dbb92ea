using System.Globalization;
using WebPortal.Pages.Texts;
using WebPortal.Pages.Words;
using WebPortal.Repositories;

namespace WebPortal.Pages.Repositories;

/// <summary>Says values, gaps and reasons of a listing in the reader's language; the API keeps its English sentences.</summary>
internal static class RepositoryText
{
    public static string Count(int number) => Fill(number == 1 ? RepositoriesWords.OneRepository : RepositoriesWords.Repositories, SizeText.Number(number));

    public static string Workspaces(int read, int total) =>
        Fill(total == 1 ? RepositoriesWords.WorkspacesReadOfOne : RepositoriesWords.WorkspacesRead, SizeText.Number(read), SizeText.Number(total));

    public static string Fill(string text, params object[] values) => string.Format(CultureInfo.CurrentCulture, text, values);

    public static string Of(RepositoryVisibility visibility) => visibility == RepositoryVisibility.Private ? RepositoriesWords.Private : RepositoriesWords.Public;

    public static string Of(RepositoryPermission permission) => permission switch
    {
        RepositoryPermission.Read => RepositoriesWords.MayRead,
        RepositoryPermission.Write => RepositoriesWords.MayWrite,
        _ => RepositoriesWords.MayAdmin,
    };

    public static string Of(RepositoryActivity activity) => activity switch
    {
        RepositoryActivity.Week => RepositoriesWords.WithinWeek,
        RepositoryActivity.Month => RepositoriesWords.WithinMonth,
        RepositoryActivity.Quarter => RepositoriesWords.WithinQuarter,
        RepositoryActivity.Year => RepositoriesWords.WithinYear,
        _ => RepositoriesWords.LongAgo,
    };

    public static string Title(RepositoryListing listing) => listing.Empty switch
    {
        EmptyReason.ReconnectNeeded => RepositoriesWords.ReconnectTitle,
        EmptyReason.MissingScope => RepositoriesWords.MissingScopeTitle,
        EmptyReason.NothingReadable => RepositoriesWords.NothingReadableTitle,
        EmptyReason.StillReading => RepositoriesWords.StillReadingTitle,
        EmptyReason.NoWorkspace => RepositoriesWords.NoWorkspaceTitle,
        EmptyReason.NoRepositories => RepositoriesWords.NoRepositoriesTitle,
        EmptyReason.BehindTheLastPage => RepositoriesWords.BehindTitle,
        _ when IsWaitingForPermissions(listing) => RepositoriesWords.PermissionsTitle,
        _ when listing.Query.FavouritesOnly && listing.Favourites.Count == 0 => RepositoriesWords.NoFavouritesTitle,
        _ => RepositoriesWords.NothingMatches,
    };

    public static string? Empty(RepositoryListing listing) => listing.Empty switch
    {
        EmptyReason.ReconnectNeeded => RepositoriesWords.FailedReconnect,
        EmptyReason.StillReading => RepositoriesWords.FailedStillReading,
        EmptyReason.NoWorkspace => RepositoriesWords.NoWorkspace,
        EmptyReason.NoRepositories => RepositoriesWords.NoRepositories,
        EmptyReason.BehindTheLastPage => RepositoriesWords.Behind,
        EmptyReason.FilteredOut when IsWaitingForPermissions(listing) => RepositoriesWords.PermissionsAreRead,
        EmptyReason.FilteredOut when listing.Query.FavouritesOnly && listing.Favourites.Count == 0 => RepositoriesWords.NoFavourites,
        EmptyReason.FilteredOut => RepositoriesWords.TryOther,
        _ => null,
    };

    public static bool IsWaitingForPermissions(RepositoryListing listing) => listing.Query.Permission is not null && !listing.ArePermissionsKnown;

    public static string Failure(FailureReason reason, IReadOnlyList<string> scopes) => reason switch
    {
        FailureReason.ReconnectNeeded => RepositoriesWords.FailedReconnect,
        FailureReason.MissingScope => Fill(RepositoriesWords.FailedScope, scopes.Count == 0 ? RepositoriesWords.More : string.Join(", ", scopes)),
        FailureReason.Forbidden => RepositoriesWords.FailedForbidden,
        FailureReason.NotFound => RepositoriesWords.FailedNotFound,
        FailureReason.Gone => RepositoriesWords.FailedGone,
        FailureReason.RateLimited => RepositoriesWords.FailedRateLimited,
        FailureReason.Unavailable => RepositoriesWords.FailedUnavailable,
        FailureReason.Invalid => RepositoriesWords.FailedInvalid,
        FailureReason.HostilePagingLink => RepositoriesWords.FailedHostile,
        FailureReason.PagingLoop => RepositoriesWords.FailedLoop,
        FailureReason.TooLong => RepositoriesWords.FailedTooLong,
        FailureReason.OutOfTime => RepositoriesWords.FailedOutOfTime,
        FailureReason.UnreadableEntries => RepositoriesWords.FailedEntries,
        _ => RepositoriesWords.FailedStillReading,
    };
}

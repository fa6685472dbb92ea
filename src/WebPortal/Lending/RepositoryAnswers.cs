using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using WebPortal.Connections;
using WebPortal.Repositories;

namespace WebPortal.Lending;

/// <summary>Asks the catalog for the person of a request and turns a listing that shows nothing for a bad reason into the right error.</summary>
internal sealed class RepositoryAnswers(RepositoryCatalog catalog, TimeProvider clock)
{
    /// <summary>A reading that has begun usually ends within this time.</summary>
    private static readonly TimeSpan ReadingTime = TimeSpan.FromSeconds(5);

    /// <param name="isEnough">Whether a listing without repositories still answers the question.</param>
    public async Task<IResult> AnswerAsync(
        HttpContext http, RepositoryQuery query, Func<RepositoryListing, IResult> answer, Func<RepositoryListing, bool>? isEnough = null)
    {
        if (!http.User.TryGetConnectionId(out var connectionId))
        {
            return ApiProblem.ReconnectNeeded(http.Request);
        }

        var listing = await catalog.ListAsync(connectionId.Value, query, LeashedView.Of(http), http.RequestAborted);
        return listing.Empty switch
        {
            _ when isEnough?.Invoke(listing) == true => answer(listing),
            EmptyReason.ReconnectNeeded => ApiProblem.ReconnectNeeded(http.Request),
            EmptyReason.MissingScope => ApiProblem.MissingScope(listing.EmptyText),
            EmptyReason.UnknownWorkspace => ApiProblem.WorkspaceNotFound(),
            EmptyReason.NothingReadable or EmptyReason.StillReading => ApiProblem.NothingReadable(http.Response, listing.EmptyText, Wait(listing.Completeness)),
            _ => answer(listing),
        };
    }

    /// <returns>The address of the next page, or null on the last.</returns>
    public static string? Next(HttpRequest request, RepositoryQuery query, int total)
    {
        if ((long)query.Page * query.PageSize >= total)
        {
            return null;
        }

        // The workspace stands in the path.
        var parameters = (query with { Workspace = null, Page = query.Page + 1 }).ToParameters();
        return QueryHelpers.AddQueryString(string.Create(CultureInfo.InvariantCulture, $"{request.Scheme}://{request.Host}{request.PathBase}{request.Path}"), parameters);
    }

    private TimeSpan Wait(Completeness completeness) => completeness.NextTryAt is { } at ? at - clock.GetUtcNow() : ReadingTime;
}

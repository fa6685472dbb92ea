using System.Text.Json;
using WebPortal.Bitbucket;
using WebPortal.Connections;
using WebPortal.Repositories;

namespace WebPortal.Lending;

/// <summary>The lists of the API.</summary>
internal static class ListEndpoints
{
    /// <summary><c>GET /api/v1/repositories</c>.</summary>
    public static Task<IResult> GetRepositoriesAsync(HttpContext http, RepositoryAnswers answers, KeptForms kept) => AnswerRepositoriesAsync(http, answers, kept, workspace: null);

    /// <summary><c>GET /api/v1/workspaces/{workspace}/repositories</c>.</summary>
    public static async Task<IResult> GetWorkspaceRepositoriesAsync(HttpContext http, RepositoryAnswers answers, KeptForms kept, string workspace) =>
        SlugRule.Accepts(workspace) ? await AnswerRepositoriesAsync(http, answers, kept, workspace) : ApiProblem.WorkspaceNotFound();

    /// <summary><c>GET /api/v1/workspaces</c>.</summary>
    public static async Task<IResult> GetWorkspacesAsync(HttpContext http, RepositoryAnswers answers)
    {
        var (query, fault) = ApiParameters.Read(http.Request.Query, ApiParameters.OfWorkspaces);
        return fault ?? await answers.AnswerAsync(http, RepositoryQuery.All, AnswerOf, isEnough: listing => listing.Workspaces.Count > 0);

        IResult AnswerOf(RepositoryListing listing) => TypedResults.Json(
            new ListAnswer<WorkspaceAnswer>(
                [.. listing.Workspaces.Skip((int)Math.Min((long)(query.Page - 1) * query.PageSize, int.MaxValue)).Take(query.PageSize).Select(WorkspaceAnswer.Of)],
                listing.Workspaces.Count,
                RepositoryAnswers.Next(http.Request, query, listing.Workspaces.Count),
                CompletenessAnswer.Of(listing.Completeness)),
            LendingJson.Default.Workspaces);
    }

    private static async Task<IResult> AnswerRepositoriesAsync(HttpContext http, RepositoryAnswers answers, KeptForms kept, string? workspace)
    {
        if (http.User.TryGetConnectionId(out var connectionId) && await kept.FindAsync(http, connectionId.Value, LeashedView.Of(http)) is { } ready)
        {
            return ready;
        }

        var (query, fault) = ApiParameters.Read(http.Request.Query, ApiParameters.OfRepositories, workspace);
        return fault ?? await answers.AnswerAsync(http, query, listing => kept.Keep(http, listing, query, JsonSerializer.SerializeToUtf8Bytes(
            new ListAnswer<RepositoryAnswer>(
                [.. listing.Items.Select(RepositoryAnswer.Of)],
                listing.Total,
                RepositoryAnswers.Next(http.Request, query, listing.Total),
                CompletenessAnswer.Of(listing.Completeness)),
            LendingJson.Default.Repositories)));
    }
}

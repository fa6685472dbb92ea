using BitbucketEmulator.Api.Objects;
using BitbucketEmulator.Content;
using BitbucketEmulator.Hosting;
using BitbucketEmulator.Paging;
using BitbucketEmulator.Queries;
using BitbucketEmulator.Seed;

namespace BitbucketEmulator.Api.Operations;

/// <summary>Pull requests of a repository, and of a person across one workspace.</summary>
internal static class PullRequestOperations
{
    private const int LongestPage = 50;

    private static readonly string[] Scopes = ["pullrequest"];
    private static readonly string[] States = ["OPEN", "MERGED", "DECLINED", "SUPERSEDED"];

    private static readonly FieldMap<PullRequest> Fields = new(new Dictionary<string, Func<PullRequest, object?>>
    {
        ["id"] = request => (long)request.Id,
        ["title"] = request => request.Title,
        ["state"] = request => request.State,
        ["author.uuid"] = request => request.Author.BracedUuid,
        ["source.branch.name"] = request => request.Source.Name,
        ["destination.branch.name"] = request => request.Destination.Name,
        ["created_on"] = request => request.CreatedOn,
        ["updated_on"] = request => request.UpdatedOn,
    });

    public static IEnumerable<ApiOperation> All =>
    [
        new("/repositories/{workspace}/{repo_slug}/pullrequests", Scopes, OfRepository) { Anonymous = true },
        new("/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}", Scopes, One) { Anonymous = true },
        new("/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/{difference}", Scopes, Difference) { Anonymous = true },
        new("/workspaces/{workspace}/pullrequests/{selected_user}", Scopes, OfPerson),
    ];

    private static Answer OfRepository(ApiCall call) => RepositoryCall.With(
        call, repository => List(call, PullRequest.Of(repository, new History(repository))));

    private static Answer One(ApiCall call) => RepositoryCall.With(call, repository =>
        PullRequest.Of(repository, new History(repository)).FirstOrDefault(request => request.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) == call["pull_request_id"]) is { } found
            ? Answer.Json(JsonBody.Write(json => PullRequestJson.Write(json, found, call.Addresses, withPeople: true), 6_144))
            : ApiErrors.NotFound($"Pull request {call["pull_request_id"]} not found"));

    /// <summary>Bitbucket answers with the address of the difference between the two commits.</summary>
    private static Answer Difference(ApiCall call) => RepositoryCall.With(call, repository =>
    {
        var found = PullRequest.Of(repository, new History(repository)).FirstOrDefault(request => request.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) == call["pull_request_id"]);
        return found is not null && call["difference"] is "diff" or "diffstat" or "patch"
            ? Answer.Redirect($"{RepositoryJson.Self(repository, call.Addresses)}/{call["difference"]}/{found.Source.Target.Hash}..{found.Destination.Target.Hash}")
            : ApiErrors.UnknownPath();
    });

    private static Answer OfPerson(ApiCall call)
    {
        if (Visibility.FindWorkspace(call.State.World, call["workspace"], call.Caller.Person) is not { } workspace)
            return ApiErrors.NoWorkspace(call["workspace"]);
        if (call.State.World.FindPerson(call["selected_user"]) is not { } author)
            return ApiErrors.NotFound(call["selected_user"]);
        // Only the first repositories are searched; the histories of a thousand would take longer than anybody waits.
        return List(call, workspace.Repositories
            .Where(repository => Visibility.AccessOf(call.Caller.Person, repository) > RepositoryAccess.None)
            .Take(100)
            .SelectMany(repository => PullRequest.Of(repository, new History(repository)))
            .Where(request => request.Author == author));
    }

    private static Answer List(ApiCall call, IEnumerable<PullRequest> requests)
    {
        var wanted = call.Request.Query["state"].SelectMany(value => (value ?? "").Split(',')).Select(value => value.Trim().ToUpperInvariant()).ToArray();
        if (wanted.Any(state => !States.Contains(state)))
            return ApiErrors.BadRequest("Invalid state");
        if (wanted.Length == 0)
            wanted = [States[0]];
        var withPeople = FieldSelection.Adds(call.Query("fields"), "values.reviewers") || FieldSelection.Adds(call.Query("fields"), "values.participants");
        return ListAnswer.Create(
            call,
            requests.Where(request => wanted.Contains(request.State)),
            (json, request) => PullRequestJson.Write(json, request, call.Addresses, withPeople),
            Fields,
            LongestPage,
            itemSize: 6_144);
    }
}

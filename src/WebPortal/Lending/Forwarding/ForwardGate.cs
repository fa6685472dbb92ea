using Microsoft.AspNetCore.Http.HttpResults;
using WebPortal.Repositories;

namespace WebPortal.Lending.Forwarding;

/// <summary>Holds a caller to its leash: refuses what it does not allow with the name of what is missing, and says when an answer has to be looked through.</summary>
internal sealed class ForwardGate(RepositoryCatalog catalog)
{
    /// <summary>Nothing outside the leash may show in the answer.</summary>
    public static bool MustFilter(Leash leash, ForwardAddress address) => address.Operation.NamesOthers && !leash.CoversEverything();

    /// <returns>Null when the call is allowed.</returns>
    public async Task<IResult?> FindProblemAsync(HttpContext http, PortalTokenCaller caller, ForwardAddress address, ForwardQuery query, CancellationToken cancellationToken)
    {
        var (leash, operation) = (caller.Leash, address.Operation.Name);
        if (!leash.AllowsAddress(http.Connection.RemoteIpAddress))
        {
            return ApiProblem.NotAllowed("network", "The token may not be used from this address. Its owner named the networks when it was made.");
        }

        if (!leash.AllowsOperation(operation))
        {
            http.Response.Headers.WWWAuthenticate = $"Bearer realm=\"WebPortal\", error=\"insufficient_scope\", scope=\"{operation}\"";
            return ApiProblem.NotAllowed($"operation {operation}", $"The token lacks the operation {operation}. Make one that has it.");
        }

        return FindPlaceProblem(leash, address)
            ?? (address.Slug is null || await AllowsRepositoryAsync(caller, address, cancellationToken) ? null : Repository(address))
            ?? FindQueryProblem(leash, address, query);
    }

    private static ProblemHttpResult? FindPlaceProblem(Leash leash, ForwardAddress address) => address switch
    {
        { Workspace: { } workspace } when !leash.Reaches(workspace) => ApiProblem.NotAllowed(
            "workspace", $"The token's list of repositories names nothing in this workspace. {(LeashReach.IsId(workspace) ? "Address it by its name, not by its ID." : "Make one that does.")}"),
        { Workspace: { } workspace, Project: { } project } when !leash.CoversProject(workspace, project) => ApiProblem.NotAllowed(
            "project", "The token's list of repositories does not name this project. Make one that does."),
        _ => null,
    };

    /// <summary>What a search or a choice of fields says about entries that are then taken out cannot be taken out as well.</summary>
    private static ProblemHttpResult? FindQueryProblem(Leash leash, ForwardAddress address, ForwardQuery query)
    {
        if (!MustFilter(leash, address))
        {
            return null;
        }

        if (query.Has("fields"))
        {
            return ApiProblem.NotAllowed("all repositories", "With a leash on some repositories this answer is looked through before it is passed on. Leave out the parameter fields.");
        }

        return query.Has("q") && (address.Workspace is null || !leash.CoversWorkspace(address.Workspace))
            ? ApiProblem.NotAllowed("all repositories of the workspace", "A search would tell about repositories that the token does not allow. Leave out the parameter q, or use GET /api/v1/repositories?query=…")
            : null;
    }

    /// <summary>A project is known from the owner's catalog only; as long as it is not, no pattern of a project fits.</summary>
    private async Task<bool> AllowsRepositoryAsync(PortalTokenCaller caller, ForwardAddress address, CancellationToken cancellationToken)
    {
        var (leash, workspace, slug) = (caller.Leash, address.Workspace!, address.Slug!);
        if (leash.CoversWorkspace(workspace))
        {
            return true;
        }

        if (LeashReach.IsId(workspace) || LeashReach.IsId(slug))
        {
            return false;
        }

        return leash.Allows(address.Operation.Name, workspace, null, slug)
            || (leash.Patterns.Any(pattern => pattern.IsProject && pattern.Meets(workspace))
                && (await catalog.FindAsync(caller.ConnectionId, workspace, slug, cancellationToken)).Item is { } item
                && leash.Allows(address.Operation.Name, workspace, item.ProjectKey, slug));
    }

    private static ProblemHttpResult Repository(ForwardAddress address) => ApiProblem.NotAllowed(
        "repository",
        LeashReach.IsId(address.Slug!) ? "The token names repositories by name. Address this one by its name, not by its ID." : "The token's list of repositories does not name this one. Make one that does.");
}

using System.Text.Json;
using BitbucketEmulator.Api.Objects;
using BitbucketEmulator.Hosting;
using BitbucketEmulator.Paging;
using BitbucketEmulator.Queries;
using BitbucketEmulator.Seed;

namespace BitbucketEmulator.Api.Operations;

/// <summary>The repositories of a workspace, one repository, and the caller's permission on each.</summary>
internal static class RepositoryOperations
{
    private static readonly Dictionary<string, Func<Repository, object?>> Plain = new()
    {
        ["uuid"] = repository => repository.BracedUuid,
        ["name"] = repository => repository.Name,
        ["slug"] = repository => repository.Slug,
        ["full_name"] = repository => repository.FullName,
        ["description"] = repository => repository.Description,
        ["website"] = repository => repository.Website,
        ["language"] = repository => repository.Language,
        ["is_private"] = repository => repository.IsPrivate,
        ["size"] = repository => repository.Size,
        ["created_on"] = repository => repository.CreatedOn,
        ["updated_on"] = repository => repository.UpdatedOn,
        ["scm"] = _ => "git",
        ["has_issues"] = _ => false,
        ["has_wiki"] = _ => false,
        ["parent"] = _ => null,
        ["mainbranch"] = repository => repository.IsEmpty ? null : repository.MainBranch,
        ["mainbranch.name"] = repository => repository.IsEmpty ? null : repository.MainBranch,
        ["project.key"] = repository => repository.Project.Key,
        ["project.name"] = repository => repository.Project.Name,
        ["project.uuid"] = repository => repository.Project.BracedUuid,
        ["workspace.slug"] = repository => repository.Workspace.Slug,
        ["workspace.uuid"] = repository => repository.Workspace.BracedUuid,
    };

    private static readonly FieldMap<Repository> Fields = new(Plain);

    private static readonly FieldMap<(Repository Repository, RepositoryAccess Access)> PermissionFields = new(
        Plain.ToDictionary(field => $"repository.{field.Key}", field => new Func<(Repository Repository, RepositoryAccess Access), object?>(item => field.Value(item.Repository)))
            .Append(new("permission", item => TextOf(item.Access)))
            .ToDictionary());

    public static IEnumerable<ApiOperation> All =>
    [
        new("/repositories/{workspace}", ["repository"], List) { Anonymous = true },
        new("/repositories/{workspace}/{repo_slug}", ["repository"], One) { Anonymous = true },
        new("/user/workspaces/{workspace}/permissions/repositories", ["account", "repository"], Permissions),
    ];

    private static Answer List(ApiCall call)
    {
        var viewer = call.Caller.Person;
        if (Visibility.FindWorkspace(call.State.World, call["workspace"], viewer) is not { } workspace)
            return ApiErrors.NoWorkspace(call["workspace"]);
        if (workspace.ListingFails)
            return Answer.Text("<!DOCTYPE html><html><head><title>503</title></head><body><h1>Service unavailable</h1></body></html>", StatusCodes.Status503ServiceUnavailable, "text/html; charset=utf-8");
        if (LeastFor(call.Query("role")) is not { } least)
            return ApiErrors.BadRequest("Invalid role");
        var membership = viewer?.In(workspace);
        var visible = least == RepositoryAccess.None && membership?.Role == WorkspaceRole.Owner
            ? workspace.Repositories
            : workspace.Repositories.Where(repository => Shows(membership, repository, least));
        return ListAnswer.Create(call, visible, (json, repository) => RepositoryJson.Write(json, repository, call.Addresses, viewer), Fields, itemSize: 4_096);
    }

    private static bool Shows(Membership? membership, Repository repository, RepositoryAccess least)
    {
        var access = membership?.AccessTo(repository) ?? RepositoryAccess.None;
        return least == RepositoryAccess.None ? access > least || !repository.IsPrivate : access >= least;
    }

    private static RepositoryAccess? LeastFor(string? role) => role switch
    {
        null or "" => RepositoryAccess.None,
        "member" => RepositoryAccess.Read,
        "contributor" => RepositoryAccess.Write,
        "admin" or "owner" => RepositoryAccess.Admin,
        _ => null,
    };

    private static Answer One(ApiCall call) => RepositoryCall.With(
        call, repository => Answer.Json(JsonBody.Write(json => RepositoryJson.Write(json, repository, call.Addresses, call.Caller.Person), 4_096)));

    private static Answer Permissions(ApiCall call)
    {
        var person = call.Caller.Person!;
        if (Visibility.FindWorkspace(call.State.World, call["workspace"], person) is not { } workspace)
            return ApiErrors.NoWorkspace(call["workspace"]);
        var items = person.In(workspace) is not { } membership
            ? []
            : workspace.Repositories
                .Select(repository => (Repository: repository, Access: membership.AccessTo(repository)))
                .Where(item => item.Access > RepositoryAccess.None);
        return ListAnswer.Create(call, items, (json, item) => WritePermission(json, item.Repository, item.Access, person, call.Addresses), PermissionFields, itemSize: 1_536);
    }

    private static void WritePermission(Utf8JsonWriter json, Repository repository, RepositoryAccess access, Person person, EmulatorAddresses addresses)
    {
        json.WriteStartObject();
        json.WriteString("type", "repository_permission");
        json.WriteString("permission", TextOf(access));
        json.WritePropertyName("user");
        PersonJson.WriteBrief(json, person, addresses);
        json.WritePropertyName("repository");
        RepositoryJson.WriteBrief(json, repository, addresses);
        json.WriteEndObject();
    }

    private static string TextOf(RepositoryAccess access) => access switch
    {
        RepositoryAccess.Admin => "admin",
        RepositoryAccess.Write => "write",
        RepositoryAccess.Read => "read",
        _ => "none",
    };
}

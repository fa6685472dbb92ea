using System.Text.Json;
using BitbucketEmulator.Api.Objects;
using BitbucketEmulator.Hosting;
using BitbucketEmulator.Paging;
using BitbucketEmulator.Queries;
using BitbucketEmulator.Seed;

namespace BitbucketEmulator.Api.Operations;

/// <summary>The caller's workspaces, what they may do there, and the workspaces themselves.</summary>
internal static class WorkspaceOperations
{
    private static readonly FieldMap<Membership> AccessFields = new(new Dictionary<string, Func<Membership, object?>>
    {
        ["slug"] = membership => membership.Workspace.Slug,
        ["workspace.slug"] = membership => membership.Workspace.Slug,
        ["workspace.uuid"] = membership => membership.Workspace.BracedUuid,
        ["administrator"] = membership => membership.Role == WorkspaceRole.Owner,
    });

    private static readonly FieldMap<Membership> MemberFields = new(new Dictionary<string, Func<Membership, object?>>
    {
        ["permission"] = membership => membership.RoleText,
        ["user.uuid"] = membership => membership.Person.BracedUuid,
        ["user.account_id"] = membership => membership.Person.AccountId,
        ["user.nickname"] = membership => membership.Person.Nickname,
    });

    private static readonly FieldMap<Project> ProjectFields = new(new Dictionary<string, Func<Project, object?>>
    {
        ["key"] = project => project.Key,
        ["name"] = project => project.Name,
        ["is_private"] = project => project.IsPrivate,
        ["created_on"] = project => project.CreatedOn,
        ["updated_on"] = project => project.UpdatedOn,
    });

    public static IEnumerable<ApiOperation> All =>
    [
        new("/user/workspaces", ["account"], Mine),
        new("/user/workspaces/{workspace}/permission", ["account"], Permission),
        new("/workspaces/{workspace}", [], One),
        new("/workspaces/{workspace}/members", ["account"], Members),
        new("/workspaces/{workspace}/projects", ["project"], Projects),
        new("/workspaces/{workspace}/projects/{project_key}", ["project"], OneProject),
    ];

    private static Answer Mine(ApiCall call)
    {
        IEnumerable<Membership> memberships = call.Caller.Person!.Memberships;
        if (call.Query("administrator") is { } administrator)
        {
            if (!bool.TryParse(administrator, out var wanted))
                return ApiErrors.BadRequest("administrator must be true or false");
            memberships = memberships.Where(membership => (membership.Role == WorkspaceRole.Owner) == wanted);
        }

        return ListAnswer.Create(call, memberships, (json, membership) => WriteAccess(json, membership, call.Addresses), AccessFields);
    }

    private static Answer Permission(ApiCall call)
    {
        if (Visible(call) is not { } workspace)
            return ApiErrors.NoWorkspace(call["workspace"]);
        return call.Caller.Person!.In(workspace) is { } membership
            ? Answer.Json(JsonBody.Write(json => WriteMembership(json, membership, call.Addresses, withPermission: true), 4_096))
            : ApiErrors.Create(StatusCodes.Status403Forbidden, "Forbidden");
    }

    private static Answer One(ApiCall call) => Visible(call) is { } workspace
        ? Answer.Json(JsonBody.Write(json => WorkspaceJson.WriteFull(json, workspace, call.Addresses), 2_048))
        : ApiErrors.NoWorkspace(call["workspace"]);

    private static Answer Members(ApiCall call) => Visible(call) is { } workspace
        ? ListAnswer.Create(call, workspace.Members, (json, membership) => WriteMembership(json, membership, call.Addresses, withPermission: false), MemberFields, itemSize: 2_048)
        : ApiErrors.NoWorkspace(call["workspace"]);

    private static Answer Projects(ApiCall call) => Visible(call) is { } workspace
        ? ListAnswer.Create(call, workspace.Projects.Where(project => MaySee(call, project)), (json, project) => ProjectJson.WriteFull(json, project, call.Addresses), ProjectFields, itemSize: 2_048)
        : ApiErrors.NoWorkspace(call["workspace"]);

    private static Answer OneProject(ApiCall call)
    {
        if (Visible(call) is not { } workspace)
            return ApiErrors.NoWorkspace(call["workspace"]);
        var project = workspace.Projects.FirstOrDefault(project => string.Equals(project.Key, call["project_key"], StringComparison.OrdinalIgnoreCase));
        return project is not null && MaySee(call, project)
            ? Answer.Json(JsonBody.Write(json => ProjectJson.WriteFull(json, project, call.Addresses), 2_048))
            : ApiErrors.NotFound($"No project with key '{call["project_key"]}'.");
    }

    private static Workspace? Visible(ApiCall call) => Visibility.FindWorkspace(call.State.World, call["workspace"], call.Caller.Person);

    private static bool MaySee(ApiCall call, Project project) =>
        !project.IsPrivate || call.Caller.Person?.In(project.Workspace) is not null;

    private static void WriteAccess(Utf8JsonWriter json, Membership membership, EmulatorAddresses addresses)
    {
        json.WriteStartObject();
        json.WriteString("type", "workspace_access");
        json.WriteBoolean("administrator", membership.Role == WorkspaceRole.Owner);
        json.WritePropertyName("workspace");
        WorkspaceJson.WriteBase(json, membership.Workspace, addresses);
        json.WriteEndObject();
    }

    private static void WriteMembership(Utf8JsonWriter json, Membership membership, EmulatorAddresses addresses, bool withPermission)
    {
        json.WriteStartObject();
        json.WriteString("type", "workspace_membership");
        if (withPermission)
            json.WriteString("permission", membership.RoleText);
        json.WritePropertyName("user");
        PersonJson.WriteBrief(json, membership.Person, addresses);
        json.WritePropertyName("workspace");
        WorkspaceJson.WriteBrief(json, membership.Workspace, addresses);
        json.WriteStartObject("links");
        json.WriteLink("self", $"{addresses.Api}/2.0/workspaces/{membership.Workspace.Slug}/members/{PersonJson.Escaped(membership.Person)}");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

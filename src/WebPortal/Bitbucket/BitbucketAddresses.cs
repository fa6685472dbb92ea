using System.Globalization;
using Microsoft.Extensions.Options;

namespace WebPortal.Bitbucket;

/// <summary>Every address of the REST API that the portal asks for. Lists come sorted, so that pages do not shift, and cut to the fields that are kept.</summary>
internal sealed class BitbucketAddresses(IOptions<BitbucketOptions> options)
{
    /// <summary>The most that Bitbucket gives on one page.</summary>
    public const int PageLength = 100;

    private const string PageFields = "next,size,page,pagelen";

    private const string WorkspaceFields = "values.workspace.uuid,values.workspace.slug,values.workspace.name," + PageFields;

    private const string RepositoryFields =
        "values.uuid,values.slug,values.name,values.full_name,values.description,values.is_private,values.language,values.size,"
        + "values.created_on,values.updated_on,values.mainbranch.name,values.project.key,values.project.name,"
        + "values.workspace.slug,values.workspace.name,values.links.html.href,values.links.avatar.href,"
        + "values.links.clone.name,values.links.clone.href," + PageFields;

    private const string PermissionFields = "values.permission,values.repository.uuid,values.repository.full_name," + PageFields;

    public ApiAddress User => Below("user");

    public ApiAddress Workspaces => Below($"user/workspaces?pagelen={PageLength}&sort=slug&fields={WorkspaceFields}");

    public ApiAddress Workspace(WorkspaceSlug workspace) => Below($"workspaces/{workspace.ToPathSegment()}");

    public ApiAddress Repositories(WorkspaceSlug workspace) =>
        Below($"repositories/{workspace.ToPathSegment()}?pagelen={PageLength}&sort=slug&fields={RepositoryFields}");

    /// <summary>Those that Bitbucket has changed at or after a time that it told itself, the newest first.</summary>
    public ApiAddress ChangedRepositories(WorkspaceSlug workspace, DateTimeOffset since) =>
        Below($"repositories/{workspace.ToPathSegment()}?pagelen={PageLength}&sort=-updated_on&q={Uri.EscapeDataString(ChangedSince(since))}&fields={RepositoryFields}");

    /// <summary>All of them, the newest first: its first page tells what changed last, and how many there are.</summary>
    public ApiAddress NewestRepositories(WorkspaceSlug workspace) =>
        Below($"repositories/{workspace.ToPathSegment()}?pagelen={PageLength}&sort=-updated_on&fields={RepositoryFields}");

    /// <summary>What the person may do in each repository. Not counted to the hourly limit of repositories.</summary>
    public ApiAddress Permissions(WorkspaceSlug workspace) =>
        Below($"user/workspaces/{workspace.ToPathSegment()}/permissions/repositories?pagelen={PageLength}&sort=repository.full_name&fields={PermissionFields}");

    /// <summary>Judges the <c>next</c> of an answer to <paramref name="origin"/>; see <see cref="PagingLink"/>.</summary>
    public ApiAddress? FromLink(ApiAddress origin, string link) => ApiAddress.FromLink(options.Value.ApiBaseAddress, origin, link);

    private static string ChangedSince(DateTimeOffset since) =>
        string.Create(CultureInfo.InvariantCulture, $"updated_on>={since.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.ffffff}+00:00");

    private ApiAddress Below(string relative) => ApiAddress.Below(options.Value.ApiBaseAddress, relative);
}

using System.Text.Json.Serialization;
using WebPortal.Repositories;

namespace WebPortal.Lending;

/// <summary>A repository of the API. Links that are not harmless are null.</summary>
/// <param name="Workspace">Its ID.</param>
/// <param name="Project">Its key.</param>
internal sealed record RepositoryAnswer(
    string FullName,
    string Name,
    string Slug,
    string Workspace,
    string? Project,
    string? Description,
    bool IsPrivate,
    string? Language,
    long? SizeBytes,
    string? MainBranch,
    DateTimeOffset? UpdatedAt,
    DateTimeOffset? CreatedAt,
    RepositoryAnswer.LinksAnswer Links)
{
    public static RepositoryAnswer Of(RepositoryItem item) => new(
        item.FullName,
        item.Name,
        item.Slug,
        item.WorkspaceSlug,
        item.ProjectKey,
        item.Description,
        item.IsPrivate,
        item.Language,
        item.SizeBytes,
        item.MainBranch,
        item.UpdatedAt,
        item.CreatedAt,
        new LinksAnswer(item.HtmlUrl, item.AvatarUrl, new CloneAnswer(item.CloneHttps, item.CloneSsh)));

    /// <summary>Addresses at Bitbucket.</summary>
    internal sealed record LinksAnswer(string? Html, string? Avatar, [property: JsonPropertyName("clone")] CloneAnswer CloneLinks);

    /// <summary>Addresses for git.</summary>
    internal sealed record CloneAnswer(string? Https, string? Ssh);
}

using System.Globalization;
using WebPortal.Bitbucket;

namespace WebPortal.Repositories;

/// <summary>Turns Bitbucket's repositories into the portal's. Texts that repeat are kept once.</summary>
internal sealed class RepositoryReading(TextPool? pool = null)
{
    private readonly TextPool texts = pool ?? new TextPool();

    /// <returns>Null when there is no name that could stand in an address.</returns>
    public RepositoryItem? Read(WorkspaceSlug workspace, BitbucketRepository repository)
    {
        if (!RepositorySlug.TryParse(repository.Slug, out var slug))
        {
            return null;
        }

        var shortName = Once(slug.Value)!;
        var name = Once(DisplayText.Clean(repository.Name, DisplayText.LongestName)) ?? shortName;
        var workspaceName = Once(DisplayText.Clean(repository.Workspace?.Name, DisplayText.LongestName) ?? workspace.Value)!;
        var projectKey = Once(DisplayText.Clean(repository.Project?.Key, DisplayText.LongestName));
        var projectName = Once(DisplayText.Clean(repository.Project?.Name, DisplayText.LongestName));
        var description = Once(DisplayText.Clean(repository.Description, DisplayText.LongestDescription));
        var language = Once(DisplayText.Clean(repository.Language, DisplayText.LongestName));
        var fullName = Once($"{workspace.Value}/{slug.Value}")!;
        return new RepositoryItem(
            fullName,
            name,
            shortName,
            Once(workspace.Value)!,
            workspaceName,
            projectKey,
            projectName,
            description,
            repository.IsPrivate ?? true,
            language,
            repository.Size is >= 0 ? repository.Size : null,
            Once(DisplayText.Clean(repository.Mainbranch?.Name, DisplayText.LongestName)),
            Time(repository.UpdatedOn),
            Time(repository.CreatedOn),
            SafeLink.Web(repository.Links?.Html?.Href),
            SafeLink.Web(repository.Links?.Avatar?.Href),
            SafeLink.CloneHttps(CloneLink(repository, "https")),
            SafeLink.CloneSsh(CloneLink(repository, "ssh")),
            Guid.TryParseExact(repository.Uuid, "B", out var uuid) ? uuid : null);
    }

    private string? Once(string? text) => texts.Once(text);

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    private static string? CloneLink(BitbucketRepository repository, string name) =>
        repository.Links?.CloneLinks?.FirstOrDefault(link => string.Equals(link?.Name, name, StringComparison.OrdinalIgnoreCase))?.Href;
}

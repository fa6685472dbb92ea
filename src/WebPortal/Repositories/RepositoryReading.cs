using System.Globalization;
using WebPortal.Bitbucket;

namespace WebPortal.Repositories;

/// <summary>Turns Bitbucket's repositories into the portal's. One instance for one reading: texts that repeat are kept once.</summary>
internal sealed class RepositoryReading
{
    private readonly Dictionary<string, string> kept = new(StringComparer.Ordinal);
    private readonly Lock guard = new();

    /// <returns>Null when there is no name that could stand in an address.</returns>
    public RepositoryItem? Read(WorkspaceSlug workspace, BitbucketRepository repository)
    {
        if (!RepositorySlug.TryParse(repository.Slug, out var slug))
        {
            return null;
        }

        var name = DisplayText.Clean(repository.Name, DisplayText.LongestName) ?? slug.Value;
        var workspaceName = Once(DisplayText.Clean(repository.Workspace?.Name, DisplayText.LongestName) ?? workspace.Value)!;
        var projectKey = Once(DisplayText.Clean(repository.Project?.Key, DisplayText.LongestName));
        var projectName = Once(DisplayText.Clean(repository.Project?.Name, DisplayText.LongestName));
        var description = DisplayText.Clean(repository.Description, DisplayText.LongestDescription);
        var language = Once(DisplayText.Clean(repository.Language, DisplayText.LongestName));
        var fullName = $"{workspace.Value}/{slug.Value}";
        return new RepositoryItem(
            fullName,
            name,
            slug.Value,
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
            SafeLink.CloneSsh(CloneLink(repository, "ssh")));
    }

    private string? Once(string? text)
    {
        if (text is null)
        {
            return null;
        }

        lock (guard)
        {
            return kept.TryGetValue(text, out var known) ? known : kept[text] = text;
        }
    }

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    private static string? CloneLink(BitbucketRepository repository, string name) =>
        repository.Links?.CloneLinks?.FirstOrDefault(link => string.Equals(link?.Name, name, StringComparison.OrdinalIgnoreCase))?.Href;
}

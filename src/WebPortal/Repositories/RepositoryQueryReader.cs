using System.Globalization;
using WebPortal.Bitbucket;

namespace WebPortal.Repositories;

/// <summary>Reads a <see cref="RepositoryQueryText"/>. A faulty part is reported and left at its default, so that pages can still show something.</summary>
internal sealed class RepositoryQueryReader
{
    public const int LongestText = 200;

    private readonly List<RepositoryQueryFault> faults = [];

    private RepositoryQueryReader()
    {
    }

    public static (RepositoryQuery Query, IReadOnlyList<RepositoryQueryFault> Faults) Read(RepositoryQueryText text)
    {
        var reader = new RepositoryQueryReader();
        return (reader.ReadQuery(text), reader.faults);
    }

    private RepositoryQuery ReadQuery(RepositoryQueryText text)
    {
        var query = Plain("query", text.Query);
        return new RepositoryQuery(
            query,
            query is null ? [] : FoldedText.Fold(query).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
            Plain("language", text.Language),
            Plain("project", text.Project),
            Workspace(text.Workspace),
            Visibility(text.Visibility),
            Sort(text.Sort),
            Number("page", text.Page, 1, 1, 1_000_000),
            Number("pageSize", text.PageSize, RepositoryQuery.DefaultPageSize, 1, RepositoryQuery.LargestPageSize))
        {
            Permission = Choice<RepositoryPermission>("permission", text.Permission),
            Activity = Choice<RepositoryActivity>("activity", text.Activity),
            FavouritesOnly = string.Equals(text.Favourites?.Trim(), "true", StringComparison.OrdinalIgnoreCase),
        };
    }

    private string? Plain(string parameter, string? text)
    {
        var trimmed = text?.Trim();
        if (string.IsNullOrEmpty(trimmed))
        {
            return null;
        }

        return trimmed.Length <= LongestText
            ? trimmed
            : Fault<string?>(parameter, $"{parameter} is longer than {LongestText} characters. Shorten it.", null);
    }

    private string? Workspace(string? text)
    {
        var workspace = Plain("workspace", text);
        return workspace is null || SlugRule.Accepts(workspace)
            ? workspace
            : Fault<string?>("workspace", "workspace is not the ID of a workspace. Use the ID from its address: letters, digits, hyphen, underscore and dot.", null);
    }

    private RepositoryVisibility? Visibility(string? text) => text?.Trim().ToLowerInvariant() switch
    {
        null or "" => null,
        "public" => RepositoryVisibility.Public,
        "private" => RepositoryVisibility.Private,
        _ => Fault<RepositoryVisibility?>("visibility", "visibility must be public or private. Leave it out for both.", null),
    };

    private T? Choice<T>(string parameter, string? text)
        where T : struct, Enum
    {
        var trimmed = text?.Trim();
        return string.IsNullOrEmpty(trimmed) ? null
            : Enum.GetValues<T>().Cast<T?>().FirstOrDefault(value => string.Equals($"{value}", trimmed, StringComparison.OrdinalIgnoreCase))
                ?? Fault<T?>(parameter, $"{parameter} must be one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}. Leave it out for all.", null);
    }

    private RepositorySort Sort(string? text) =>
        string.IsNullOrWhiteSpace(text)
            ? RepositorySort.Default
            : RepositorySort.Read(text.Trim()) ?? Fault(
                "sort", $"sort must be one of {string.Join(", ", RepositorySort.Fields)}, with a minus sign in front for the other direction.", RepositorySort.Default);

    private int Number(string parameter, string? text, int fallback, int least, int most)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return fallback;
        }

        return int.TryParse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : Fault(parameter, string.Create(CultureInfo.InvariantCulture, $"{parameter} must be a whole number from {least} to {most}."), fallback);
    }

    private T Fault<T>(string parameter, string sentence, T fallback)
    {
        faults.Add(new RepositoryQueryFault(parameter, sentence));
        return fallback;
    }
}

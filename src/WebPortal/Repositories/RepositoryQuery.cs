using System.Globalization;

namespace WebPortal.Repositories;

/// <summary>A checked question to the catalog: words, filters, order and page.</summary>
/// <param name="Words">Folded; all must occur.</param>
internal sealed record RepositoryQuery(
    string? Text,
    IReadOnlyList<string> Words,
    string? Language,
    string? Project,
    string? Workspace,
    RepositoryVisibility? Visibility,
    RepositorySort Sort,
    int Page,
    int PageSize)
{
    public RepositoryPermission? Permission { get; init; }

    public RepositoryActivity? Activity { get; init; }

    /// <summary>Only what the person has given a star.</summary>
    public bool FavouritesOnly { get; init; }

    /// <summary>Where few match, words spelled nearly so count as well. People want that, programs do not.</summary>
    public bool WithGuesses { get; init; }

    public const int DefaultPageSize = 50;

    public const int LargestPageSize = 1000;

    public static readonly RepositoryQuery All = new(null, [], null, null, null, null, RepositorySort.Default, 1, DefaultPageSize);

    public bool HasFilter => Words.Count > 0 || Language is not null || Project is not null || Workspace is not null || Visibility is not null
        || Permission is not null || Activity is not null || FavouritesOnly;

    /// <summary>The question as address parameters, only those that differ from <see cref="All"/>; made for links to other pages of the same question.</summary>
    public IEnumerable<KeyValuePair<string, string?>> ToParameters()
    {
        (string Name, string? Value, bool IsDefault)[] all =
        [
            ("query", Text, Text is null),
            ("language", Language, Language is null),
            ("project", Project, Project is null),
            ("workspace", Workspace, Workspace is null),
            ("visibility", Visibility?.ToString().ToLowerInvariant(), Visibility is null),
            ("permission", Permission?.ToString().ToLowerInvariant(), Permission is null),
            ("activity", Activity?.ToString().ToLowerInvariant(), Activity is null),
            ("favourites", "true", !FavouritesOnly),
            ("sort", Sort.ToString(), Sort == RepositorySort.Default),
            ("page", Page.ToString(CultureInfo.InvariantCulture), Page == 1),
            ("pageSize", PageSize.ToString(CultureInfo.InvariantCulture), PageSize == DefaultPageSize),
        ];
        return all.Where(parameter => !parameter.IsDefault).Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value));
    }
}

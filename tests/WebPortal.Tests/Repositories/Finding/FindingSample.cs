using WebPortal.Repositories;

namespace WebPortal.Tests.Repositories.Finding;

/// <summary>Repositories to find something in, from a seed.</summary>
internal static class FindingSample
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Words =
        ["atlas", "billing", "carrier", "dashboard", "émigré", "ferry", "gateway", "harbour", "invoice", "junction", "kernel", "ledger", "market", "notify", "orders", "payment", "queue", "router", "search", "tracker"];

    private static readonly string[] Languages = ["C#", "Go", "TypeScript", "C++", "Python"];

    public static RepositoryItem Item(string slug, string? name = null, string? description = null, string workspace = "acme", string? language = null, string? project = null, int daysAgo = 10) => new(
        $"{workspace}/{slug}", name ?? slug, slug, workspace, $"The {workspace}", project, project is null ? null : $"Project {project}", description,
        true, language, 1, "main", Now.AddDays(-daysAgo), Now.AddDays(-400), null, null, null, null);

    public static CatalogSnapshot Snapshot(params RepositoryItem[] items) => new(
        [.. items.GroupBy(item => item.WorkspaceSlug).Select(group => WorkspaceShelf.Unread(group.Key, null).With([.. group], null, Now, TimeSpan.FromDays(1)))])
    {
        WorkspacesReadAt = Now,
        FinishedAt = Now,
    };

    public static RepositoryItem[] Many(int count, Random random)
    {
        string Word() => Words[random.Next(Words.Length)];
        return [.. Enumerable.Range(0, count).Select(number => Item(
            $"{Word()}-{Word()}-{number}", $"{Word()} {Word()} {number}", $"{Word()} {Word()}_{Word()} of {Word()}.{Word()} (no. {number})", $"space-{number % 7}",
            Languages[random.Next(Languages.Length)], $"P{number % 40}", random.Next(800)))];
    }

    public static RepositoryQuery Query(string text, bool withGuesses = false) =>
        RepositoryQueryReader.Read(new RepositoryQueryText(text, Sort: "match")).Query with { WithGuesses = withGuesses, PageSize = 1000 };

    public static IEnumerable<string> Slugs(CatalogSnapshot snapshot, string text, bool withGuesses = true, PersonMarks? marks = null) =>
        new RepositoryFilter(snapshot, Query(text, withGuesses), marks, Now).Run().Items.Select(item => item.Slug);
}

namespace WebPortal.Repositories.Finding;

/// <summary>How many repositories of a workspace were last changed in each of the last twelve months, the current one last. A repository counts once, in its last month.</summary>
internal static class YearActivity
{
    public const int Months = 12;

    /// <returns>For each workspace by its slug, also without a change.</returns>
    public static IReadOnlyDictionary<string, int[]> Of(CatalogIndex index, DateTimeOffset now)
    {
        var starts = Enumerable.Range(0, Months + 1).Select(month => CatalogIndex.MinuteOf(StartOf(now, month - Months + 1))).ToArray();
        var counts = index.Workspaces.Examples.Select(_ => new int[Months]).ToArray();
        for (var number = 0; number < index.Items.Length; number++)
        {
            var minute = index.UpdatedMinutes[number];
            if (minute >= starts[0])
            {
                var found = Array.BinarySearch(starts, minute);
                counts[index.Workspaces.Numbers[number]][Math.Min(found >= 0 ? found : ~found - 1, Months - 1)]++;
            }
        }

        return index.Workspaces.Examples.Index().ToDictionary(entry => entry.Item.WorkspaceSlug, entry => counts[entry.Index], StringComparer.OrdinalIgnoreCase);
    }

    public static DateTimeOffset StartOf(DateTimeOffset now, int monthsAhead) =>
        new DateTimeOffset(now.UtcDateTime.Year, now.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(monthsAhead);
}

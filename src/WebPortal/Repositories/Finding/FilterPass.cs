namespace WebPortal.Repositories.Finding;

/// <summary>One walk over all repositories: which pass every filter, and for each filter what its values would leave under the others.</summary>
internal sealed class FilterPass
{
    private static readonly int[] Days = [7, 30, 90, 365];

    private readonly CatalogIndex index;
    private readonly RepositoryQuery query;
    private readonly uint[] since;
    private readonly (int Workspace, int Language, int Project) wanted;

    public FilterPass(CatalogIndex index, RepositoryQuery query, DateTimeOffset now)
    {
        (this.index, this.query) = (index, query);
        since = Array.ConvertAll(Days, days => CatalogIndex.MinuteOf(now - TimeSpan.FromDays(days)));
        wanted = (index.Workspaces.NumberOf(query.Workspace), index.Languages.NumberOf(query.Language), index.Projects.NumberOf(query.Project));
        Workspaces = new int[index.Workspaces.Examples.Length];
        Languages = new int[index.Languages.Examples.Length];
        Projects = new int[index.Projects.Examples.Length];
    }

    /// <summary>The numbers of those that pass, ascending.</summary>
    public List<int> Matches { get; } = [];

    public int[] Workspaces { get; }

    public int[] Languages { get; }

    public int[] Projects { get; }

    public int[] Visibilities { get; } = new int[2];

    public int[] Permissions { get; } = new int[3];

    public int[] Activities { get; } = new int[5];

    /// <param name="ranks">Of the words; null when there are none.</param>
    /// <param name="favourites">The numbers of those that are looked at; null for all.</param>
    public FilterPass Run(ushort[]? ranks, IReadOnlySet<int>? favourites)
    {
        for (var number = 0; number < index.Items.Length; number++)
        {
            if ((ranks is null || ranks[number] != RepositorySearch.None) && (favourites is null || favourites.Contains(number)))
            {
                Look(number);
            }
        }

        return this;
    }

    /// <summary>Whoever fails in one filter only would be left by another choice of that one.</summary>
    private void Look(int number)
    {
        var item = index.Items[number];
        var values = (Workspace: index.Workspaces.Numbers[number], Language: index.Languages.Numbers[number], Project: index.Projects.Numbers[number]);
        var failed = 0;
        failed |= wanted.Workspace != -1 && values.Workspace != wanted.Workspace ? 1 : 0;
        failed |= wanted.Language != -1 && values.Language != wanted.Language ? 2 : 0;
        failed |= wanted.Project != -1 && values.Project != wanted.Project ? 4 : 0;
        failed |= query.Visibility is { } visibility && item.IsPrivate != (visibility == RepositoryVisibility.Private) ? 8 : 0;
        failed |= query.Permission is { } permission && item.Permission != permission ? 16 : 0;
        failed |= query.Activity is { } activity && !IsActive(number, activity) ? 32 : 0;
        if (failed == 0)
        {
            Matches.Add(number);
        }

        Count(Workspaces, values.Workspace, failed, 1);
        Count(Languages, values.Language, failed, 2);
        Count(Projects, values.Project, failed, 4);
        Count(Visibilities, item.IsPrivate ? (int)RepositoryVisibility.Private : (int)RepositoryVisibility.Public, failed, 8);
        Count(Permissions, item.Permission is { } own ? (int)own : -1, failed, 16);
        if ((failed & ~32) == 0)
        {
            CountActivity(number);
        }
    }

    private void CountActivity(int number)
    {
        var minute = index.UpdatedMinutes[number];
        if (minute < since[^1])
        {
            Activities[(int)RepositoryActivity.Older]++;
            return;
        }

        for (var span = since.Length - 1; span >= 0 && minute >= since[span]; span--)
        {
            Activities[span]++;
        }
    }

    private bool IsActive(int number, RepositoryActivity activity) =>
        activity == RepositoryActivity.Older ? index.UpdatedMinutes[number] < since[^1] : index.UpdatedMinutes[number] >= since[(int)activity];

    private static void Count(int[] counts, int value, int failed, int own)
    {
        if (value >= 0 && (failed & ~own) == 0)
        {
            counts[value]++;
        }
    }
}

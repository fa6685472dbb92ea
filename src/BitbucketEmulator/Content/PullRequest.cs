using BitbucketEmulator.Seed;

namespace BitbucketEmulator.Content;

/// <summary>One pull request.</summary>
internal sealed record PullRequest(Repository Repository, int Id, string Title, string State, Person Author, Person? Reviewer, GitRef Source, GitRef Destination, DateTimeOffset CreatedOn, DateTimeOffset UpdatedOn)
{
    /// <summary>The pull requests of a repository, newest first. They follow from its history.</summary>
    public static IReadOnlyList<PullRequest> Of(Repository repository, History history)
    {
        if (history.Refs.Count == 0)
            return [];
        var branches = history.Refs.Where(reference => !reference.IsTag).ToArray();
        var count = branches.Length == 1 ? 0 : Deterministic.Below(repository.Number >> 24, 9);
        return [.. Enumerable.Range(1, count).Reverse().Select(id => Make(repository, history, branches, id))];
    }

    private static PullRequest Make(Repository repository, History history, GitRef[] branches, int id)
    {
        var number = Deterministic.Number(repository.Number, (ulong)(1_000 + id));
        var source = branches[1 + Deterministic.Below(number, branches.Length - 1)];
        var commit = history.Commits[Deterministic.Below(number >> 8, history.Commits.Count)];
        var members = repository.Workspace.Members;
        var reviewer = members[Deterministic.Below(number >> 16, Math.Min(16, members.Count))].Person;
        var state = Deterministic.Below(number >> 24, 4) switch { 0 => "MERGED", 1 => "DECLINED", _ => "OPEN" };
        return new(repository, id, commit.Message, state, commit.Author, reviewer == commit.Author ? null : reviewer, source, branches[0], commit.Date, commit.Date.AddHours(5));
    }
}

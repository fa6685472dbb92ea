using System.Security.Cryptography;
using System.Text;
using BitbucketEmulator.Seed;

namespace BitbucketEmulator.Content;

/// <summary>A repository's commits, branches and tags. They follow from its number; nothing is kept.</summary>
internal sealed class History
{
    private const int ShortestRevision = 7;

    private readonly Repository repository;
    private readonly Person[] authors;

    public History(Repository repository)
    {
        this.repository = repository;
        authors = [.. repository.Workspace.Members.Take(16).Select(membership => membership.Person)];
        var length = repository.IsEmpty || authors.Length == 0 ? 0 : 3 + Deterministic.Below(repository.Number, 58);
        Commits = [.. Enumerable.Range(0, length).Select(index => At(index, length))];
        Refs = length == 0 ? [] : [.. MakeRefs()];
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Commit> Commits { get; }

    /// <summary>Branches, the main one first, then tags.</summary>
    public IReadOnlyList<GitRef> Refs { get; }

    /// <summary>By branch, tag, or hash in full or shortened to at least seven digits.</summary>
    public Commit? Find(string revision) =>
        Refs.FirstOrDefault(reference => reference.Name == revision)?.Target
        ?? (revision.Length >= ShortestRevision
            ? Commits.FirstOrDefault(commit => commit.Hash.StartsWith(revision, StringComparison.OrdinalIgnoreCase))
            : null);

    private Commit At(int index, int length)
    {
        var number = Deterministic.Number(repository.Number, (ulong)index);
        var verb = Words.Verbs[Deterministic.Below(number, Words.Verbs.Count)];
        var thing = Words.Things[Deterministic.Below(number >> 8, Words.Things.Count)];
        var lifetime = repository.UpdatedOn - repository.CreatedOn;
        return new(
            repository,
            index,
            HashOf(index),
            index == length - 1 ? null : HashOf(index + 1),
            index == length - 1 ? "First commit" : $"{verb} {thing}",
            authors[Deterministic.Below(number >> 16, authors.Length)],
            repository.UpdatedOn - (lifetime * ((double)index / length)));
    }

    private IEnumerable<GitRef> MakeRefs()
    {
        yield return new(repository.MainBranch, false, Commits[0]);
        for (var number = 1; number <= Deterministic.Below(repository.Number >> 8, 5); number++)
            yield return new($"feature/NL-{100 + number}-{Words.Parts[(number * 7) % Words.Parts.Count]}", false, Commits[Math.Min(number, Commits.Count - 1)]);
        for (var number = 1; number <= Deterministic.Below(repository.Number >> 16, 4); number++)
            yield return new($"v1.{number}.0", true, Commits[Math.Max(0, Commits.Count - (number * 2))]);
    }

    private string HashOf(int index) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{repository.BracedUuid}:{index}")))[..40];
}

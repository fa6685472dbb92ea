using System.Collections.Concurrent;

namespace WebPortal.Repositories;

/// <summary>Answers that were made from one snapshot, as the bytes that are sent. They belong to the snapshot, are reached only through it and die with it.</summary>
internal sealed class KeptAnswers(CatalogSnapshot owner)
{
    public const int MostAnswers = 32;

    private readonly ConcurrentDictionary<KeptAnswerKey, KeptAnswer> answers = new();

    /// <summary>A snapshot that was copied from another brings that one's answers along; they are not its own.</summary>
    public CatalogSnapshot Owner => owner;

    public int Count => answers.Count;

    public KeptAnswer? Find(KeptAnswerKey key) => answers.GetValueOrDefault(key);

    /// <returns>False when it is there already, or when there are enough.</returns>
    public bool TryAdd(KeptAnswerKey key, KeptAnswer answer) => answers.Count < MostAnswers && answers.TryAdd(key, answer);

    public void Remove(KeptAnswerKey key) => answers.TryRemove(key, out _);
}

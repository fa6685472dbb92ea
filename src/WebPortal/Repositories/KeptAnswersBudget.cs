namespace WebPortal.Repositories;

/// <summary>Bounds what the answers kept by all snapshots weigh together; the oldest make room. Those of a dead snapshot count until then.</summary>
internal sealed class KeptAnswersBudget(long mostBytes)
{
    private const int MostAnswers = 4096;

    private readonly Lock guard = new();
    private readonly Queue<(WeakReference<KeptAnswers> Answers, KeptAnswerKey Key, int Weight)> byAge = new();
    private long weight;

    public long Weight
    {
        get
        {
            lock (guard)
            {
                return weight;
            }
        }
    }

    public void Keep(KeptAnswers answers, KeptAnswerKey key, KeptAnswer answer)
    {
        lock (guard)
        {
            // One answer must not push out everybody else's.
            if (answer.Body.Length > mostBytes / 8 || !answers.TryAdd(key, answer))
            {
                return;
            }

            byAge.Enqueue((new WeakReference<KeptAnswers>(answers), key, answer.Body.Length));
            weight += answer.Body.Length;
            while (weight > mostBytes || byAge.Count > MostAnswers)
            {
                DropOldest();
            }
        }
    }

    private void DropOldest()
    {
        var oldest = byAge.Dequeue();
        weight -= oldest.Weight;
        if (oldest.Answers.TryGetTarget(out var answers))
        {
            answers.Remove(oldest.Key);
        }
    }
}

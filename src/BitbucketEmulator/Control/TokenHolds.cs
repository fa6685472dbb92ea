namespace BitbucketEmulator.Control;

/// <summary>The token requests that tests wait for. Each hold stops the first request that fits, once.</summary>
internal sealed class TokenHolds
{
    private readonly Lock gate = new();
    private readonly List<TokenHold> waiting = [];
    private readonly List<TokenHold> all = [];

    /// <summary>Waits for the next token request of that person to come to that step.</summary>
    public TokenHold Add(TokenStep step, string? person = null)
    {
        var hold = new TokenHold(step, person);
        lock (gate)
        {
            waiting.Add(hold);
            all.Add(hold);
        }

        return hold;
    }

    /// <summary>Lets everything go on, now and later.</summary>
    public void Clear()
    {
        lock (gate)
        {
            all.ForEach(hold => hold.Release());
            all.Clear();
            waiting.Clear();
        }
    }

    /// <returns>False when the request is to end here.</returns>
    public async Task<bool> PassAsync(TokenStep step, JournalEntry entry, CancellationToken cancellationToken) =>
        Take(step, entry.Person) is not { } hold || await hold.PassAsync(entry, cancellationToken);

    private TokenHold? Take(TokenStep step, string? person)
    {
        lock (gate)
        {
            var hold = waiting.Find(candidate => candidate.Step == step
                && (candidate.Person is null || string.Equals(candidate.Person, person, StringComparison.OrdinalIgnoreCase)));
            if (hold is not null)
                waiting.Remove(hold);
            return hold;
        }
    }
}

namespace BitbucketEmulator.Control;

/// <summary>One token request stopped at an exact step until the test lets it go on. A caller who dies meanwhile does not set it free.</summary>
internal sealed class TokenHold(TokenStep step, string? person)
{
    private readonly TaskCompletionSource<JournalEntry> reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> goesOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TokenStep Step => step;

    /// <summary>Whose request it waits for; null is anybody's.</summary>
    public string? Person => person;

    /// <summary>Ends when the request stands at the step.</summary>
    public Task<JournalEntry> Reached => reached.Task;

    /// <summary>Lets the request go on, whether it has come yet or not.</summary>
    public void Release() => goesOn.TrySetResult(true);

    /// <summary>Ends the request here, without an answer; nothing that lies behind the step happens.</summary>
    public void Drop() => goesOn.TrySetResult(false);

    /// <returns>False when the request ends here.</returns>
    public Task<bool> PassAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        reached.TrySetResult(entry);
        return goesOn.Task.WaitAsync(cancellationToken);
    }
}

namespace BitbucketEmulator.Control;

/// <summary>The steps of a token request at which it can be held.</summary>
internal enum TokenStep
{
    /// <summary>It has arrived and nothing has been done: no code is used up, nothing is rotated.</summary>
    Received,

    /// <summary>The work is done and the answer has not left.</summary>
    AnswerReady,

    /// <summary>The answer has left.</summary>
    AnswerSent,
}

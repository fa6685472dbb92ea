namespace WebPortal.Tests.Trials;

/// <summary>Where a refresh stands when its process is killed, and what the world does with what is left of it.</summary>
internal enum RefreshStep
{
    /// <summary>The write of the lease waits in PostgreSQL and goes through after the death: a lease without a living holder.</summary>
    LeaseNotYetWritten,

    /// <summary>The request is on the way and never arrives.</summary>
    RequestOnTheWay,

    /// <summary>The request has arrived, and Bitbucket rotates after the death.</summary>
    RequestReceived,

    /// <summary>Bitbucket has rotated, and the answer has not left.</summary>
    AnswerReady,

    /// <summary>The answer has left, at the moment of the death.</summary>
    AnswerSent,

    /// <summary>The save waits in PostgreSQL and goes through after the death.</summary>
    SaveWaiting,

    /// <summary>The save waits in PostgreSQL and is lost.</summary>
    SaveLost,

    /// <summary>Everything is done.</summary>
    Saved,
}

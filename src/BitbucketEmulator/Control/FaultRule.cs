using System.Text.Json.Serialization;
using BitbucketEmulator.Hosting;

namespace BitbucketEmulator.Control;

/// <summary>Where a listing's <c>next</c> points when it is made hostile.</summary>
internal enum HostileNext
{
    OtherHost,
    OtherScheme,
    Circle,
    Literal,
}

/// <summary>One thing that goes wrong: the first properties say for which requests, the rest what happens to them.</summary>
internal sealed record FaultRule
{
    private int seen;
    private int hits;

    public string? Name { get; init; }

    /// <summary>Null is both sides.</summary>
    public EmulatorSide? Side { get; init; }

    public string? PathPrefix { get; init; }

    public string? Method { get; init; }

    /// <summary>Only calls made with this person's credential.</summary>
    public string? Person { get; init; }

    /// <summary>Only calls about this workspace, by slug.</summary>
    public string? Workspace { get; init; }

    /// <summary>Lets this many matching requests pass first.</summary>
    public int Skip { get; init; }

    /// <summary>Then happens this many times; null is for ever.</summary>
    public int? Count { get; init; }

    public int? Status { get; init; }

    public string? ContentType { get; init; }

    public string? Body { get; init; }

    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>Seconds, or a date as HTTP writes it.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>Waits this long in real time before anything else happens.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Does the work at once and holds the answer back this long; a caller who gives up meanwhile does not undo the work.</summary>
    public TimeSpan? AnswerDelay { get; init; }

    /// <summary>Drops the connection instead of answering.</summary>
    public bool Abort { get; init; }

    /// <summary>Sends only so many bytes of the true answer, then drops the connection.</summary>
    public int? CutAfter { get; init; }

    public string? RedirectTo { get; init; }

    /// <summary>Status 200 and a JSON content type, but no JSON.</summary>
    public bool Garbage { get; init; }

    public HostileNext? Next { get; init; }

    /// <summary>The <c>next</c> of <see cref="HostileNext.Literal"/>.</summary>
    public string? NextValue { get; init; }

    /// <summary>How often it has happened.</summary>
    [JsonInclude]
    public int Hits
    {
        get => Volatile.Read(ref hits);
        private init => hits = value;
    }

    /// <summary>Counts a matching request; true when the fault happens to it.</summary>
    public bool Take()
    {
        var number = Interlocked.Increment(ref seen) - Skip;
        if (number <= 0 || number > (Count ?? int.MaxValue))
            return false;
        Interlocked.Increment(ref hits);
        return true;
    }
}

using BitbucketEmulator.Hosting;

namespace BitbucketEmulator.Control;

/// <summary>One request as it arrived and, once it is answered, how it ended.</summary>
internal sealed class JournalEntry
{
    public long Number { get; internal set; }

    /// <summary>When it arrived, by the emulator's clock.</summary>
    public required DateTimeOffset Time { get; init; }

    public required EmulatorSide Side { get; init; }

    public required string Method { get; init; }

    /// <summary>The decoded path.</summary>
    public required string Path { get; init; }

    /// <summary>Path and query exactly as sent.</summary>
    public required string Target { get; init; }

    /// <summary>The whole address, built from the Host header the caller sent.</summary>
    public required string Url { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>Roughly how many characters it keeps in memory.</summary>
    public long Weight { get; init; }

    /// <summary>The form fields, for the token endpoint only.</summary>
    public IReadOnlyDictionary<string, string>? Form { get; internal set; }

    /// <summary>The person behind the credential, when there was a valid one.</summary>
    public string? Person { get; internal set; }

    public string? Fault { get; internal set; }

    /// <summary>Null until answered; 0 when the connection was dropped on purpose.</summary>
    public int? Status { get; internal set; }

    public TimeSpan? Elapsed { get; internal set; }

    public string? Header(string name) => Headers.FirstOrDefault(
        header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    public override string ToString() => $"{Number} {Side} {Method} {Target} -> {Status?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "open"}";
}

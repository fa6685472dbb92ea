namespace WebPortal.Hosting;

/// <summary>Settings sources that could not be read, kept until the settings guard reports everything together.</summary>
internal sealed record SourceFailures(IReadOnlyList<string> Lines);

namespace WebPortal.Hosting;

/// <summary>Where log lines are written; standard output unless a test listens.</summary>
internal sealed record LogWriter(TextWriter Writer);

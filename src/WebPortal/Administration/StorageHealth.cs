namespace WebPortal.Administration;

/// <summary>The database: which one, how long one question took, and migrations that it still lacks.</summary>
internal sealed record StorageHealth(string Provider, TimeSpan AnswersIn, IReadOnlyList<string> PendingMigrations);

namespace WebPortal.Administration;

/// <summary>Who and what an order would stop, before anything is changed.</summary>
/// <param name="Count">How many connections the order would change.</param>
/// <param name="Skipped">How many were chosen and would stay as they are.</param>
/// <param name="People">Whose they are.</param>
/// <param name="OpenSessions">Sessions that would end with them.</param>
/// <param name="TokensEndAt">The latest moment at which an access token that is already issued is dead; null when the order changes nothing.</param>
/// <param name="IncludesOwn">The one who orders is among those whose connections would be changed.</param>
/// <param name="SkipsOwn">Their own was chosen and is left out.</param>
/// <param name="First">The first few by name.</param>
internal sealed record DryRun(
    int Count,
    int Skipped,
    int People,
    int OpenSessions,
    DateTimeOffset? TokensEndAt,
    bool IncludesOwn,
    bool SkipsOwn,
    IReadOnlyList<DryRun.Connection> First)
{
    /// <summary>One connection that would be changed.</summary>
    internal sealed record Connection(Guid Id, string OwnerName, string OwnerUsername, string State);
}

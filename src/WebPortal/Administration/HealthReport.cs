using WebPortal.Connections;

namespace WebPortal.Administration;

/// <summary>How the installation stands, in facts; what they mean stands on the page.</summary>
/// <param name="IsFeedFresh">Whether this process hears of every change of rights within a second.</param>
/// <param name="KeepsAlive">Whether unused grants are renewed in time.</param>
/// <param name="Dying">Usable connections that die within <see cref="DyingDays"/>, counted up to <see cref="ConnectionPage.MostCounted"/>.</param>
/// <param name="DyingSoon">Those that die within <see cref="SoonDays"/>: the keep-alive should have renewed them before.</param>
/// <param name="Retrying">The first that are retried.</param>
/// <param name="Incidents">Refresh tokens that were refused although this portal had never sent them, the newest first.</param>
/// <param name="ClientEvents">When Bitbucket refused the client and took it again, the newest first.</param>
/// <param name="Leftovers">Runs of which steps at Bitbucket were given up, the newest first.</param>
internal sealed record HealthReport(
    DateTimeOffset At,
    StorageHealth Storage,
    KeyHealth Keys,
    ClientStandingSummary Client,
    bool IsFeedFresh,
    bool KeepsAlive,
    ConnectionTally Connections,
    int Dying,
    int DyingSoon,
    IReadOnlyList<RetryingConnection> Retrying,
    IReadOnlyList<HealthIncident> Incidents,
    IReadOnlyList<HealthIncident> ClientEvents,
    IReadOnlyList<RunLeftover> Leftovers)
{
    public const int DyingDays = 14;

    public const int SoonDays = 7;
}

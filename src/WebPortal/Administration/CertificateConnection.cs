using System.Globalization;
using WebPortal.Connections;

namespace WebPortal.Administration;

/// <summary>One connection of a certificate: whose it is, each step, and when what was issued before is dead.</summary>
/// <param name="AccessTokenDeadAt">At the latest, whoever holds it.</param>
/// <param name="RefreshTokenDeadAt">Of any copy outside this portal, unless it was not spent and somebody uses it before; null when nothing was revoked.</param>
/// <param name="IsRefreshTokenSpent">Bitbucket has taken it for the last time, or had refused it already.</param>
internal sealed record CertificateConnection(
    Guid ConnectionId,
    CertificatePerson Owner,
    IReadOnlyList<CertificateStep> Steps,
    DateTimeOffset? AccessTokenDeadAt,
    DateTimeOffset? RefreshTokenDeadAt,
    bool IsRefreshTokenSpent)
{
    /// <summary>Bitbucket still takes a spent refresh token for about ten minutes.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    public static CertificateConnection Of(RunItem item) => new(
        item.ConnectionId,
        new CertificatePerson(item.OwnerName, item.OwnerUuid),
        [.. StepsOf(item)],
        item.StoppedAt is null || item.Action != ConnectionOrder.Revoke ? null : item.AccessTokenExpiresAt,
        item.StoppedAt is null || item.Action != ConnectionOrder.Revoke ? null : RefreshTokenDeadAtOf(item),
        item.SpendState is "Done" or "AlreadyDead");

    /// <summary>The steps in the order in which they are taken; those that were not asked for are left out.</summary>
    public static IEnumerable<CertificateStep> StepsOf(RunItem item)
    {
        if (item.WasSkipped)
        {
            yield return new CertificateStep("use-stopped", "skipped", null, "It had ended or was in no fitting state before its turn came.");
            yield break;
        }

        var isDone = item.StoppedAt is null ? "pending" : "done";
        if (item.Action == ConnectionOrder.Resume)
        {
            yield return new CertificateStep("use-resumed", isDone, item.StoppedAt);
            yield break;
        }

        yield return new CertificateStep("use-stopped", isDone, item.StoppedAt);
        yield return new CertificateStep("sessions-ended", isDone, item.StoppedAt, item.SessionsEnded.ToString(CultureInfo.InvariantCulture));
        if (item.Action != ConnectionOrder.Revoke)
        {
            yield break;
        }

        if (item.SpendState != "None")
        {
            yield return new CertificateStep("refresh-token-spent", Word(item.SpendState), item.SpentAt, Tries(item));
        }

        if (item.ProbeState != "None")
        {
            var hasExpired = item.ProbedAt >= item.AccessTokenExpiresAt;
            yield return new CertificateStep("access-token-refused", hasExpired ? "expired" : Word(item.ProbeState), hasExpired ? item.AccessTokenExpiresAt : item.ProbedAt);
        }

        yield return new CertificateStep("sealed-values-destroyed", item.DestroyedAt is null ? "pending" : "done", item.DestroyedAt);
    }

    private static DateTimeOffset RefreshTokenDeadAtOf(RunItem item) => (item.SpendState, item.SpentAt) switch
    {
        ("Done", { } spent) => spent + Grace,
        ("AlreadyDead", { } refused) => refused,
        _ => item.RefreshTokenIssuedAt + ConnectionStatusReader.UnusedLife,
    };

    private static string Word(string state) => state switch
    {
        "Done" => "done",
        "AlreadyDead" => "already-dead",
        "Failed" => "failed",
        _ => "pending",
    };

    private static string? Tries(RunItem item) => item.Attempts > 1 ? $"{item.Attempts} tries" : null;
}

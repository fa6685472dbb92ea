namespace WebPortal.Connections;

/// <summary>What Bitbucket thinks of the portal's client, as all replicas see it.</summary>
/// <param name="WrongSince">Since when Bitbucket refuses the client's id or secret; null while it accepts them.</param>
/// <param name="NextProbeAt">When it is asked again, while it refuses.</param>
/// <param name="ReplayRefusedAt">When a refresh token that had been sent before was last refused.</param>
/// <param name="LastGrantedAt">The first success after that; null or older while there was none.</param>
internal sealed record ClientStandingSummary(
    DateTimeOffset? WrongSince, DateTimeOffset? NextProbeAt, DateTimeOffset? ReplayRefusedAt, DateTimeOffset? LastGrantedAt)
{
    /// <summary>How long Bitbucket may lock a client out after the replay of a rotated refresh token; good refresh tokens are refused too in that time.</summary>
    public static readonly TimeSpan LockOut = TimeSpan.FromMinutes(5);

    /// <returns>Until when a refusal proves nothing; null when there is no such doubt.</returns>
    public DateTimeOffset? DoubtfulUntil(DateTimeOffset now) =>
        ReplayRefusedAt is { } replay && now < replay + LockOut && !(LastGrantedAt > replay) ? replay + LockOut : null;
}

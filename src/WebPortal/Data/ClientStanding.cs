namespace WebPortal.Data;

/// <summary>What Bitbucket thinks of the portal's client, in one row for all replicas.</summary>
internal sealed class ClientStanding
{
    public const int OnlyId = 1;

    public int Id { get; set; } = OnlyId;

    /// <summary>Since when the token endpoint refuses the client itself; null while it is accepted. One alarm for everybody.</summary>
    public DateTimeOffset? WrongSince { get; set; }

    /// <summary>No probe and no refresh before this instant while the client is refused; claimed by compare-and-swap.</summary>
    public DateTimeOffset? NextProbeAt { get; set; }

    /// <summary>When Bitbucket last refused a refresh token that had been sent before: it may lock the client out for minutes after that.</summary>
    public DateTimeOffset? ReplayRefusedAt { get; set; }

    public DateTimeOffset? LastGrantedAt { get; set; }
}

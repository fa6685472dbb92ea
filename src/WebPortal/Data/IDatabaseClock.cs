namespace WebPortal.Data;

/// <summary>The time on which all replicas agree. Leases, expiries and due times are measured with it, so that a replica whose own clock is wrong disturbs nobody.</summary>
internal interface IDatabaseClock
{
    /// <summary>Without a round trip.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Asks the store where there is one to ask; what <see cref="Now"/> says is set right by the way.</summary>
    Task<DateTimeOffset> ReadAsync(PortalDbContext database, CancellationToken cancellationToken);
}

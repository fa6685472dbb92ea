using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace WebPortal.Data.Mapping;

/// <summary>How connections are stored, and which of them the database itself keeps unique.</summary>
internal sealed class ConnectionMapping : IEntityTypeConfiguration<Connection>
{
    public void Configure(EntityTypeBuilder<Connection> builder)
    {
        builder.Property(connection => connection.Id).ValueGeneratedNever();
        builder.Property(connection => connection.RequestedScope).HasMaxLength(1000);
        builder.Property(connection => connection.GrantedScope).HasMaxLength(4000);
        builder.Property(connection => connection.EndReason).HasMaxLength(64);
        builder.Property(connection => connection.StateReason).HasMaxLength(64);
        builder.HasOne(connection => connection.Owner).WithMany().HasForeignKey(connection => connection.OwnerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(connection => new { connection.State, connection.RefreshTokenIssuedAt });

        // A person has one living connection by consent; the index makes two simultaneous sign-ins agree on it.
        builder.HasIndex(connection => connection.OwnerId)
            .IsUnique()
            .HasFilter("\"Kind\" = 'AuthorizationCode' AND \"EndedAt\" IS NULL")
            .HasDatabaseName("IX_Connections_OneLivingConsent");
        builder.HasIndex(connection => new { connection.OwnerId, connection.ConnectedAt });

        // One client and scope set is one connection, and so one token: the index makes two simultaneous additions agree on it.
        builder.Property(connection => connection.AccountName).HasMaxLength(320);
        builder.Property(connection => connection.Workspace).HasMaxLength(128);
        builder.HasIndex(connection => new { connection.AccountName, connection.RequestedScope })
            .IsUnique()
            .HasFilter("\"Kind\" = 'ClientCredentials' AND \"EndedAt\" IS NULL")
            .HasDatabaseName("IX_Connections_OneLivingClient");
        builder.HasIndex(connection => connection.SecretEndsAt).HasFilter("\"SecretEndsAt\" IS NOT NULL AND \"EndedAt\" IS NULL");

        // What the background work looks for: each index holds only the rows that may become due.
        builder.HasIndex(connection => connection.NextRefreshAt).HasFilter("\"NextRefreshAt\" IS NOT NULL");
        builder.HasIndex(connection => new { connection.StateReason, connection.Id }).HasFilter("\"StateReason\" IS NOT NULL");
        builder.HasIndex(connection => connection.FormerRefreshTokenEndsAt).HasFilter("\"FormerRefreshTokenEndsAt\" IS NOT NULL");

        // The orders in which administrators page through everybody's. What has ended stays for ever; it stands apart, so that the living are never looked for in it.
        foreach (var (rows, filter) in ((string, string)[])[("Living", "\"EndedAt\" IS NULL"), ("Ended", "\"EndedAt\" IS NOT NULL")])
        {
            builder.HasIndex([nameof(Connection.ConnectedAt), nameof(Connection.Id)], $"IX_Connections_{rows}ByConnected").HasFilter(filter);
            builder.HasIndex([nameof(Connection.LastUsedAt), nameof(Connection.Id)], $"IX_Connections_{rows}ByUse").HasFilter(filter);
            builder.HasIndex([nameof(Connection.RefreshTokenIssuedAt), nameof(Connection.Id)], $"IX_Connections_{rows}ByDeath").HasFilter(filter);
        }
    }
}

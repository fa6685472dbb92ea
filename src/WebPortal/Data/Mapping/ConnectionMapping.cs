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

        // What the background work looks for: each index holds only the rows that may become due.
        builder.HasIndex(connection => connection.NextRefreshAt).HasFilter("\"NextRefreshAt\" IS NOT NULL");
        builder.HasIndex(connection => connection.FormerRefreshTokenEndsAt).HasFilter("\"FormerRefreshTokenEndsAt\" IS NOT NULL");

        // The orders in which administrators page through everybody's.
        builder.HasIndex(connection => new { connection.ConnectedAt, connection.Id });
        builder.HasIndex(connection => new { connection.LastUsedAt, connection.Id });
        builder.HasIndex(connection => new { connection.RefreshTokenIssuedAt, connection.Id });
    }
}

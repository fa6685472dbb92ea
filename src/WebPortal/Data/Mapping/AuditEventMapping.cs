using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace WebPortal.Data.Mapping;

/// <summary>How audit events are stored: in order, never changed, each chained to the one before.</summary>
internal sealed class AuditEventMapping : IEntityTypeConfiguration<AuditEvent>
{
    public void Configure(EntityTypeBuilder<AuditEvent> builder)
    {
        builder.Property(record => record.Action).HasMaxLength(64);
        builder.Property(record => record.Outcome).HasMaxLength(64);
        builder.Property(record => record.Detail).HasMaxLength(2000);
        builder.Property(record => record.RemoteAddress).HasMaxLength(64);
        builder.HasIndex(record => record.At);
        builder.HasIndex(record => record.ConnectionId);
    }
}

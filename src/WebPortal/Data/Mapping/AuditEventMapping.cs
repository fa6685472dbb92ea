using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace WebPortal.Data.Mapping;

/// <summary>How audit events are stored: in order, never changed, each chained to the one before.</summary>
internal sealed class AuditEventMapping : IEntityTypeConfiguration<AuditEvent>
{
    public void Configure(EntityTypeBuilder<AuditEvent> builder)
    {
        builder.Property(record => record.Id).ValueGeneratedNever();
        builder.Property(record => record.Hash).HasMaxLength(32);
        builder.Property(record => record.Action).HasMaxLength(64);
        builder.Property(record => record.Outcome).HasMaxLength(64);
        builder.Property(record => record.Detail).HasMaxLength(2000);
        builder.Property(record => record.RemoteAddress).HasMaxLength(64);
        builder.HasIndex(record => record.At);
        builder.HasIndex(record => new { record.ConnectionId, record.Id });
        builder.HasIndex(record => new { record.SubjectUserId, record.Id });
        builder.HasIndex(record => new { record.ActorId, record.Id });
        builder.HasIndex(record => new { record.Action, record.Id });
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace WebPortal.Data.Mapping;

/// <summary>How server-side sessions are stored.</summary>
internal sealed class PortalSessionMapping : IEntityTypeConfiguration<PortalSession>
{
    public void Configure(EntityTypeBuilder<PortalSession> builder)
    {
        builder.Property(session => session.Id).ValueGeneratedNever();
        builder.Property(session => session.HandleHash).HasMaxLength(32);
        builder.Property(session => session.EndReason).HasMaxLength(64);
        builder.Property(session => session.RemoteAddress).HasMaxLength(64);
        builder.Property(session => session.UserAgent).HasMaxLength(256);
        builder.HasOne(session => session.User).WithMany().HasForeignKey(session => session.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(session => session.HandleHash).IsUnique();
        builder.HasIndex(session => new { session.UserId, session.EndedAt });
        builder.HasIndex(session => new { session.LastSeenAt, session.Id });
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace WebPortal.Data.Mapping;

/// <summary>How the workspaces of connections are stored: found by workspace first.</summary>
internal sealed class ConnectionWorkspaceMapping : IEntityTypeConfiguration<ConnectionWorkspace>
{
    public void Configure(EntityTypeBuilder<ConnectionWorkspace> builder)
    {
        builder.HasKey(row => new { row.ConnectionId, row.Slug });
        builder.Property(row => row.Slug).HasMaxLength(128);
        builder.HasIndex(row => new { row.Slug, row.ConnectionId });
        builder.HasOne<Connection>().WithMany().HasForeignKey(row => row.ConnectionId).OnDelete(DeleteBehavior.Cascade);
    }
}

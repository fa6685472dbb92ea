using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace WebPortal.Data.Mapping;

/// <summary>How portal tokens are stored: found by their hash, and gone with their owner or their connection.</summary>
internal sealed class PortalTokenMapping : IEntityTypeConfiguration<PortalToken>
{
    public void Configure(EntityTypeBuilder<PortalToken> builder)
    {
        builder.Property(token => token.Id).ValueGeneratedNever();
        builder.Property(token => token.TokenHash).HasMaxLength(32);
        builder.Property(token => token.Name).HasMaxLength(100);
        builder.Property(token => token.LastUsedAddress).HasMaxLength(64);
        builder.HasOne(token => token.Owner).WithMany().HasForeignKey(token => token.OwnerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(token => token.Connection).WithMany().HasForeignKey(token => token.ConnectionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(token => token.TokenHash).IsUnique();
        builder.HasIndex(token => new { token.OwnerId, token.CreatedAt });
        builder.HasIndex(token => new { token.CreatedAt, token.Id });
        builder.HasIndex(token => token.LastUsedAt);
    }
}

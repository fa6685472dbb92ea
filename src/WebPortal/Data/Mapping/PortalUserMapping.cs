using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace WebPortal.Data.Mapping;

/// <summary>How people are stored.</summary>
internal sealed class PortalUserMapping : IEntityTypeConfiguration<PortalUser>
{
    public void Configure(EntityTypeBuilder<PortalUser> builder)
    {
        builder.Property(user => user.Id).ValueGeneratedNever();
        builder.Property(user => user.BitbucketUuid).HasMaxLength(64);
        builder.Property(user => user.AccountId).HasMaxLength(128);
        builder.Property(user => user.Username).HasMaxLength(256);
        builder.Property(user => user.DisplayName).HasMaxLength(512);
        builder.Property(user => user.Email).HasMaxLength(320);
        builder.Property(user => user.SearchText).HasMaxLength(1500);
        builder.HasIndex(user => user.BitbucketUuid).IsUnique();
        builder.HasIndex(user => new { user.DisplayName, user.Id });
    }
}

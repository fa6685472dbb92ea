using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace WebPortal.Data.Mapping;

/// <summary>How a person's marks are stored: they go with the person. A person has few, so the key is the only index.</summary>
internal sealed class RepositoryMarkMapping : IEntityTypeConfiguration<RepositoryMark>
{
    public void Configure(EntityTypeBuilder<RepositoryMark> builder)
    {
        builder.HasKey(mark => new { mark.UserId, mark.Workspace, mark.Slug });
        builder.Property(mark => mark.Workspace).HasMaxLength(128);
        builder.Property(mark => mark.Slug).HasMaxLength(128);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(mark => mark.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

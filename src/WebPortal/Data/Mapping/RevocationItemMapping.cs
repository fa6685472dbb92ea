using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace WebPortal.Data.Mapping;

/// <summary>How the steps of a run are stored, one row for each of its connections.</summary>
internal sealed class RevocationItemMapping : IEntityTypeConfiguration<RevocationItem>
{
    public void Configure(EntityTypeBuilder<RevocationItem> builder)
    {
        builder.HasKey(item => new { item.RunId, item.ConnectionId });
        builder.HasIndex(item => item.ConnectionId);
        builder.HasIndex(item => new { item.RunId, item.StoppedAt });
        builder.HasIndex(item => item.NextAttemptAt);
        builder.HasIndex(item => item.RunId).HasFilter("\"SpendState\" = 'Failed'").HasDatabaseName("IX_RevocationItems_Failed");
        builder.HasOne<RevocationRun>().WithMany().HasForeignKey(item => item.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}

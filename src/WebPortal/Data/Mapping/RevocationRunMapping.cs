using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace WebPortal.Data.Mapping;

/// <summary>How the orders of administrators are stored.</summary>
internal sealed class RevocationRunMapping : IEntityTypeConfiguration<RevocationRun>
{
    public void Configure(EntityTypeBuilder<RevocationRun> builder)
    {
        builder.Property(run => run.Id).ValueGeneratedNever();
        builder.Property(run => run.Selection).HasMaxLength(2000);
        builder.Property(run => run.RemoteAddress).HasMaxLength(64);
        builder.HasIndex(run => run.OrderedAt);
        builder.HasIndex(run => run.CompletedAt);
    }
}

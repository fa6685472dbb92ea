using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace WebPortal.Data.Mapping;

internal sealed class SpentStateMapping : IEntityTypeConfiguration<SpentState>
{
    public void Configure(EntityTypeBuilder<SpentState> builder)
    {
        builder.HasKey(state => state.Hash);
        builder.Property(state => state.Hash).HasMaxLength(32);
        builder.HasIndex(state => state.SpentAt);
    }
}

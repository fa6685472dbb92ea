using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace WebPortal.Data.Mapping;

/// <summary>How used sign-in states are stored until they expire.</summary>
internal sealed class SpentStateMapping : IEntityTypeConfiguration<SpentState>
{
    public void Configure(EntityTypeBuilder<SpentState> builder)
    {
        builder.HasKey(state => state.Hash);
        builder.Property(state => state.Hash).HasMaxLength(32);
        builder.HasIndex(state => state.SpentAt);
    }
}

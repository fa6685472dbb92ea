using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace WebPortal.Data.Mapping;

/// <summary>How the standing of the portal's client is stored: one row, there from the start.</summary>
internal sealed class ClientStandingMapping : IEntityTypeConfiguration<ClientStanding>
{
    public void Configure(EntityTypeBuilder<ClientStanding> builder)
    {
        builder.ToTable("ClientStanding");
        builder.Property(standing => standing.Id).ValueGeneratedNever();
        builder.HasData(new ClientStanding());
    }
}

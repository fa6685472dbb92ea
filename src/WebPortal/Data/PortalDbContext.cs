using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace WebPortal.Data;

/// <summary>The one context. Its two subclasses add nothing but the provider's migrations and conversions.</summary>
internal abstract class PortalDbContext(DbContextOptions options) : DbContext(options), IDataProtectionKeyContext
{
    public DbSet<PortalUser> Users => Set<PortalUser>();

    public DbSet<Connection> Connections => Set<Connection>();

    public DbSet<PortalSession> Sessions => Set<PortalSession>();

    public DbSet<PortalToken> PortalTokens => Set<PortalToken>();

    public DbSet<SpentState> SpentStates => Set<SpentState>();

    public DbSet<ConnectionWorkspace> ConnectionWorkspaces => Set<ConnectionWorkspace>();

    public DbSet<RepositoryMark> RepositoryMarks => Set<RepositoryMark>();

    public DbSet<ClientStanding> ClientStandings => Set<ClientStanding>();

    public DbSet<RevocationRun> RevocationRuns => Set<RevocationRun>();

    public DbSet<RevocationItem> RevocationItems => Set<RevocationItem>();

    public DbSet<AuditEvent> AuditEvents => Set<AuditEvent>();

    public DbSet<AuditHead> AuditHeads => Set<AuditHead>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>A bounded count takes any rows; that is no oversight worth a line in the log.</summary>
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning));

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PortalDbContext).Assembly);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<ConnectionKind>().HaveConversion<string>().HaveMaxLength(32);
        configurationBuilder.Properties<ConnectionState>().HaveConversion<string>().HaveMaxLength(32);
        configurationBuilder.Properties<RevocationAction>().HaveConversion<string>().HaveMaxLength(32);
        configurationBuilder.Properties<RevocationStepState>().HaveConversion<string>().HaveMaxLength(32);
    }
}

using Microsoft.EntityFrameworkCore;

namespace WebPortal.Data;

/// <summary>The context on PostgreSQL.</summary>
internal sealed class PostgreSqlDbContext(DbContextOptions<PostgreSqlDbContext> options) : PortalDbContext(options);

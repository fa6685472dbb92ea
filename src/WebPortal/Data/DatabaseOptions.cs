using System.ComponentModel.DataAnnotations;

namespace WebPortal.Data;

/// <summary>Where the portal keeps its rows.</summary>
internal sealed class DatabaseOptions
{
    public const string SectionName = "Database";

    [EnumDataType(typeof(DatabaseProvider), ErrorMessage = "Database:Provider must be Sqlite or PostgreSql.")]
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    [Required(ErrorMessage = "Database:ConnectionString is missing, for example \"Data Source=data/portal.db\" or \"Host=db;Database=portal;Username=portal\".")]
    public string ConnectionString { get; set; } = "Data Source=data/portal.db";

    public bool MigrateOnStart { get; set; } = true;
}

namespace WebPortal.Data;

/// <summary>The databases that the portal runs on.</summary>
internal enum DatabaseProvider
{
    Sqlite,
    PostgreSql,
}

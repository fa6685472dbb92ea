namespace WebPortal.Data;

internal enum DatabaseProvider
{
    Sqlite,
    PostgreSql,
}

using Xunit;

namespace WebPortal.Tests.Infrastructure;

/// <summary>What some tests need beyond .NET: given, or the test is skipped with the reason. With <c>CI=true</c> missing means failed.</summary>
internal static class Prerequisites
{
    private const string PostgresVariable = "WEBPORTAL_TEST_POSTGRES";

    /// <summary>Connection string of a PostgreSQL server on which databases may be created and dropped.</summary>
    public static string PostgresConnectionString =>
        Require(PostgresVariable, "a PostgreSQL server. `bash tests/run.sh` starts one, or set the variable to its connection string");

    /// <summary>The folder of PostgreSQL's own programs, for a server that the test itself stops and starts.</summary>
    public static string PostgresTools
    {
        get
        {
            const string versions = "/usr/lib/postgresql";
            var folders = Directory.Exists(versions) ? Directory.GetDirectories(versions).Select(folder => Path.Combine(folder, "bin")) : [];
            return folders.Where(folder => File.Exists(Path.Combine(folder, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
                ?? Refuse("PostgreSQL's initdb and pg_ctl are not installed; this test stops and starts a server of its own. Run: apt-get install postgresql.");
        }
    }

    private static string Require(string variable, string what)
    {
        var value = Environment.GetEnvironmentVariable(variable);
        return string.IsNullOrEmpty(value) ? Refuse($"{variable} is not set; this test needs {what}.") : value;
    }

    private static string Refuse(string reason)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(reason);
        }

        Assert.Skip(reason);
        return "";
    }
}

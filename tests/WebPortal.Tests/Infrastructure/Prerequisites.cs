using Xunit;

namespace WebPortal.Tests.Infrastructure;

/// <summary>What some tests need beyond .NET: given, or the test is skipped with the reason. With <c>CI=true</c> missing means failed.</summary>
internal static class Prerequisites
{
    private const string PostgresVariable = "WEBPORTAL_TEST_POSTGRES";

    /// <summary>Connection string of a PostgreSQL server on which databases may be created and dropped.</summary>
    public static string PostgresConnectionString =>
        Require(PostgresVariable, "a PostgreSQL server. `bash tests/run.sh` starts one, or set the variable to its connection string");

    private static string Require(string variable, string what)
    {
        var value = Environment.GetEnvironmentVariable(variable);
        if (!string.IsNullOrEmpty(value))
        {
            return value;
        }

        var reason = $"{variable} is not set; this test needs {what}.";
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(reason);
        }

        Assert.Skip(reason);
        return "";
    }
}

using System.Text;

namespace WebPortal.Hosting;

/// <summary>
/// Stands in for an exception in the log: types and stack traces always, messages only from libraries that do not put
/// headers, query strings or upstream bodies into them.
/// </summary>
#pragma warning disable CA1032 // It is never thrown and made from an exception only.
internal sealed class ScrubbedException(Exception original) : Exception
#pragma warning restore CA1032
{
    private static readonly string[] TrustedNamespaces =
        ["WebPortal", "Npgsql", "Microsoft.Data.Sqlite", "Microsoft.EntityFrameworkCore", "System.IO", "System.Net.Sockets", "System.Security.Cryptography"];

    public override string Message => Describe(original);

    public override string ToString()
    {
        var text = new StringBuilder();
        for (var current = original; current is not null; current = current.InnerException)
        {
            text.Append(text.Length == 0 ? "" : "---> ").AppendLine(Describe(current)).AppendLine(current.StackTrace);
        }

        return text.ToString().TrimEnd();
    }

    private static string Describe(Exception exception)
    {
        var type = exception.GetType();
        var trusted = TrustedNamespaces.Any(name => type.Namespace == name || type.Namespace?.StartsWith(name + ".", StringComparison.Ordinal) == true);
        return $"{type.FullName}: {(trusted ? exception.Message : "(message withheld)")}";
    }
}

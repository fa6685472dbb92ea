using System.Text;

namespace WebPortal.Lending.Forwarding;

/// <summary>The query of a request, read pair by pair against the operation's list and built anew.</summary>
internal sealed class ForwardQuery
{
    private const int LongestValue = 2048;

    private const int MostPairs = 32;

    private static readonly string[] Repeatable = ["state", "include", "exclude", "path"];

    private readonly StringBuilder text = new();
    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    private ForwardQuery()
    {
    }

    /// <summary>Empty, or with its question mark.</summary>
    public string Text => text.ToString();

    public bool Has(string name) => names.Contains(name);

    /// <param name="raw">As it was sent; empty, or with its question mark.</param>
    /// <returns>The query, or a sentence that says what is wrong with it.</returns>
    public static (ForwardQuery? Query, string? Fault) Read(string raw, ForwardOperation operation)
    {
        var query = new ForwardQuery();
        var pairs = raw.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries);
        if (pairs.Length > MostPairs)
        {
            return (null, "There are too many parameters.");
        }

        foreach (var pair in pairs)
        {
            if (query.Add(pair, operation) is { } fault)
            {
                return (null, fault);
            }
        }

        return (query, null);
    }

    private string? Add(string pair, ForwardOperation operation)
    {
        var cut = pair.IndexOf('=', StringComparison.Ordinal);
        var name = PathSegments.Decode(cut < 0 ? pair : pair[..cut], plusIsSpace: true);
        if (name is null || !operation.Parameters.Contains(name))
        {
            return operation.Parameters.Count == 0
                ? "This operation takes no parameters. Leave them out."
                : $"There is a parameter that is not passed on. This operation takes {string.Join(", ", operation.Parameters.Order(StringComparer.Ordinal))}.";
        }

        if ((cut < 0 ? "" : PathSegments.Decode(pair[(cut + 1)..], plusIsSpace: true)) is not { Length: <= LongestValue } value)
        {
            return $"The value of {name} is too long, or not properly encoded text.";
        }

        if (!names.Add(name) && !Repeatable.Contains(name))
        {
            return $"The parameter {name} is given more than once. Give it once.";
        }

        text.Append(text.Length == 0 ? '?' : '&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        return null;
    }
}

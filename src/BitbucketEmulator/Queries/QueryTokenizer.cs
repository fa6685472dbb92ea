using System.Text;

namespace BitbucketEmulator.Queries;

/// <summary>Cuts a query into its pieces.</summary>
internal static class QueryTokenizer
{
    private const string WordEnd = "()[],\"=!~<>";

    public static List<QueryToken> Cut(string query)
    {
        var tokens = new List<QueryToken>();
        var position = 0;
        while (position < query.Length)
        {
            if (char.IsWhiteSpace(query[position]))
                position++;
            else
                tokens.Add(Next(query, ref position));
        }

        tokens.Add(new(QueryTokenKind.End, ""));
        return tokens;
    }

    private static QueryToken Next(string query, ref int position)
    {
        var character = query[position];
        switch (character)
        {
            case '(' or '[':
                position++;
                return new(QueryTokenKind.Open, "(");
            case ')' or ']':
                position++;
                return new(QueryTokenKind.Close, ")");
            case ',':
                position++;
                return new(QueryTokenKind.Comma, ",");
            case '"':
                return Quoted(query, ref position);
            case '=' or '!' or '~' or '<' or '>':
                return Operator(query, ref position);
            default:
                return Word(query, ref position);
        }
    }

    private static QueryToken Quoted(string query, ref int position)
    {
        var text = new StringBuilder();
        for (position++; position < query.Length; position++)
        {
            if (query[position] == '"')
            {
                position++;
                return new(QueryTokenKind.Text, text.ToString());
            }

            if (query[position] == '\\' && position + 1 < query.Length)
                position++;
            text.Append(query[position]);
        }

        throw new QueryException("A text has no closing quotation mark.");
    }

    private static QueryToken Operator(string query, ref int position)
    {
        var two = position + 1 < query.Length ? query.Substring(position, 2) : "";
        var found = two is "!=" or "!~" or ">=" or "<=" ? two : query[position].ToString();
        if (found == "!")
            throw new QueryException("'!' must be followed by '=' or '~'.");
        position += found.Length;
        return new(QueryTokenKind.Operator, found);
    }

    private static QueryToken Word(string query, ref int position)
    {
        var start = position;
        while (position < query.Length && !char.IsWhiteSpace(query[position]) && !WordEnd.Contains(query[position], StringComparison.Ordinal))
            position++;
        return new(QueryTokenKind.Word, query[start..position]);
    }
}

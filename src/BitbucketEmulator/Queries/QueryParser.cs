namespace BitbucketEmulator.Queries;

/// <summary>Turns a <c>q</c> into a condition: comparisons joined by AND and OR, with brackets.</summary>
internal sealed class QueryParser<T>(FieldMap<T> fields, List<QueryToken> tokens)
{
    private const int DeepestBracket = 50;

    private readonly List<QueryToken> tokens = tokens;
    private int position;
    private int depth;

    public static Func<T, bool> Parse(string query, FieldMap<T> fields)
    {
        var parser = new QueryParser<T>(fields, QueryTokenizer.Cut(query));
        var condition = parser.Either();
        return parser.tokens[parser.position].Kind == QueryTokenKind.End
            ? condition
            : throw new QueryException($"Unexpected '{parser.tokens[parser.position].Text}'.");
    }

    private QueryToken Take() => tokens[position].Kind == QueryTokenKind.End ? tokens[position] : tokens[position++];

    private bool TakeIf(string keyword)
    {
        if (!tokens[position].Is(keyword))
            return false;
        position++;
        return true;
    }

    private Func<T, bool> Either()
    {
        var left = Both();
        while (TakeIf("OR"))
        {
            var (first, second) = (left, Both());
            left = item => first(item) || second(item);
        }

        return left;
    }

    private Func<T, bool> Both()
    {
        var left = Term();
        while (TakeIf("AND"))
        {
            var (first, second) = (left, Term());
            left = item => first(item) && second(item);
        }

        return left;
    }

    private Func<T, bool> Term()
    {
        if (tokens[position].Kind != QueryTokenKind.Open)
            return Comparison();
        if (++depth > DeepestBracket)
            throw new QueryException("Too many brackets inside each other.");
        position++;
        var inner = Either();
        Expect(QueryTokenKind.Close, ")");
        depth--;
        return inner;
    }

    private Func<T, bool> Comparison()
    {
        var name = Take();
        if (name.Kind != QueryTokenKind.Word)
            throw new QueryException($"A field name is missing before '{name.Text}'.");
        var field = fields.Get(name.Text);
        var negated = TakeIf("NOT");
        if (TakeIf("IN"))
        {
            var list = List();
            return item => list.Any(value => QueryComparison.AreEqual(field(item), value)) != negated;
        }

        var comparison = Take();
        if (negated || comparison.Kind != QueryTokenKind.Operator)
            throw new QueryException($"An operator is missing after '{name.Text}'.");
        var operand = QueryComparison.ReadValue(Take());
        return QueryComparison.Create(field, comparison.Text, operand);
    }

    private List<object?> List()
    {
        Expect(QueryTokenKind.Open, "(");
        var values = new List<object?> { QueryComparison.ReadValue(Take()) };
        while (tokens[position].Kind == QueryTokenKind.Comma)
        {
            position++;
            values.Add(QueryComparison.ReadValue(Take()));
        }

        Expect(QueryTokenKind.Close, ")");
        return values;
    }

    private void Expect(QueryTokenKind kind, string text)
    {
        if (Take().Kind != kind)
            throw new QueryException($"'{text}' is missing.");
    }
}

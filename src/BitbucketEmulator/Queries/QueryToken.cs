namespace BitbucketEmulator.Queries;

/// <summary>What a piece of a query is.</summary>
internal enum QueryTokenKind
{
    Word,
    Text,
    Operator,
    Open,
    Close,
    Comma,
    End,
}

/// <summary>One piece of a query.</summary>
internal readonly record struct QueryToken(QueryTokenKind Kind, string Text)
{
    public bool Is(string keyword) => Kind == QueryTokenKind.Word && string.Equals(Text, keyword, StringComparison.OrdinalIgnoreCase);
}

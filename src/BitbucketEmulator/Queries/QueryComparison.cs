using System.Globalization;

namespace BitbucketEmulator.Queries;

/// <summary>Compares a field with a value of the query. Times without a zone are UTC; "contains" does not look at case.</summary>
internal static class QueryComparison
{
    public static object? ReadValue(QueryToken token) => token switch
    {
        { Kind: QueryTokenKind.Text } => token.Text,
        { Kind: QueryTokenKind.Word } when token.Is("null") => null,
        { Kind: QueryTokenKind.Word } when token.Is("true") => true,
        { Kind: QueryTokenKind.Word } when token.Is("false") => false,
        { Kind: QueryTokenKind.Word } when long.TryParse(token.Text, CultureInfo.InvariantCulture, out var number) => number,
        { Kind: QueryTokenKind.Word } when ReadTime(token.Text) is { } time => time,
        _ => throw new QueryException($"'{token.Text}' is no value; texts stand in double quotes."),
    };

    public static Func<T, bool> Create<T>(Func<T, object?> field, string comparison, object? value) => comparison switch
    {
        "=" => item => AreEqual(field(item), value),
        "!=" => item => !AreEqual(field(item), value),
        "~" => Contains(field, value),
        "!~" => Not(Contains(field, value)),
        _ when value is null or bool => throw new QueryException($"'{comparison}' needs a number, a text or a time."),
        ">" => item => Order(field(item), value) > 0,
        ">=" => item => Order(field(item), value) >= 0,
        "<" => item => Order(field(item), value) < 0,
        _ => item => Order(field(item), value) <= 0,
    };

    public static bool AreEqual(object? field, object? value) => (field, value) switch
    {
        (null, _) or (_, null) => field is null && value is null,
        (DateTimeOffset time, string text) => ReadTime(text) is { } other && time == other,
        _ => field.Equals(value),
    };

    private static Func<T, bool> Contains<T>(Func<T, object?> field, object? value) => value is string text
        ? item => field(item) is string content && content.Contains(text, StringComparison.OrdinalIgnoreCase)
        : throw new QueryException("'~' needs a text in double quotes.");

    private static Func<T, bool> Not<T>(Func<T, bool> condition) => item => !condition(item);

    private static int? Order(object? field, object value) => (field, value) switch
    {
        (DateTimeOffset time, DateTimeOffset other) => time.CompareTo(other),
        (DateTimeOffset time, string text) => ReadTime(text) is { } other ? time.CompareTo(other) : null,
        (long number, long other) => number.CompareTo(other),
        (string text, string other) => string.CompareOrdinal(text, other),
        _ => null,
    };

    private static DateTimeOffset? ReadTime(string text) =>
        text.Length >= 10
        && text[4] == '-'
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}

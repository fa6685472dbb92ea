using System.Globalization;
using WebPortal.Administration;

namespace WebPortal.Pages.Admin.Connections;

/// <summary>Reads and writes the addresses that choose connections: the list, its pages, and what is to be done with all that it finds.</summary>
internal sealed record ConnectionAddress(ConnectionFilter Filter, ConnectionSort Sort, string? Cursor = null)
{
    public static readonly string Path = "/admin/connections";

    /// <summary>Where chosen connections are suspended, resumed or revoked.</summary>
    public static readonly string ChangePath = "/admin/connections/change";

    private const int LongestText = 200;

    private static readonly string[] FilterNames = ["person", "workspace", "kind", "state", "scope", "connected", "unused", "dies"];

    /// <summary>Whatever is given and not understood makes the filter faulty, so that it finds nothing.</summary>
    public static ConnectionAddress Read(IQueryCollection query)
    {
        var (connected, unused, dies) = (Days(query, "connected"), Days(query, "unused"), Days(query, "dies"));
        var (kind, isKind) = Word(query, "kind", ConnectionSelection.Kinds);
        var (state, isState) = Word(query, "state", ConnectionSelection.States);
        var sort = Text(query, "sort") is { } order ? ConnectionSort.Read(order) : ConnectionSort.Usual;
        var filter = new ConnectionFilter(
            Text(query, "person"),
            Text(query, "workspace"),
            kind,
            state,
            Text(query, "scope"),
            connected.Value,
            unused.Value,
            dies.Value,
            IsFaulty: !(isKind && isState && connected.IsUnderstood && unused.IsUnderstood && dies.IsUnderstood && Array.TrueForAll(FilterNames, name => IsClear(query, name))));
        return new ConnectionAddress(filter, sort ?? ConnectionSort.Usual, query["cursor"] is [{ Length: > 0 } cursor, ..] ? cursor : null);
    }

    /// <summary>The filter's own parameters, as every address that means the same choice carries them.</summary>
    public IEnumerable<KeyValuePair<string, string?>> FilterParameters => new KeyValuePair<string, string?>[]
    {
        new("person", Filter.Person),
        new("workspace", Filter.Workspace),
        new("kind", Filter.Kind?.ToLowerInvariant()),
        new("state", Filter.State?.ToLowerInvariant()),
        new("scope", Filter.Scope),
        new("connected", Number(Filter.ConnectedDaysAgo)),
        new("unused", Number(Filter.UnusedDays)),
        new("dies", Number(Filter.DiesWithinDays)),
    }.Where(pair => !string.IsNullOrEmpty(pair.Value));

    /// <summary>The order, when it is not the usual one.</summary>
    public string? SortText => Sort == ConnectionSort.Usual ? null : Sort.ToString();

    public string At(ConnectionCursor? cursor) => Write(Path, [.. FilterParameters, new("sort", SortText), new("cursor", cursor?.ToString())]);

    /// <summary>Another question starts at its first page.</summary>
    public string With(ConnectionFilter filter) => (this with { Filter = filter }).At(null);

    /// <summary>A second click on the same order turns it round.</summary>
    public string SortedBy(string field) =>
        (this with { Sort = Sort.Field == field ? Sort with { IsDescending = !Sort.IsDescending } : new ConnectionSort(field, field == ConnectionSort.Connected) }).At(null);

    /// <summary>Everything that the filter finds, to be suspended, resumed or revoked.</summary>
    public string ChangeAll(string action) => Write(ChangePath, [new("action", action), new("all", "true"), .. FilterParameters]);

    private static string Write(string path, IEnumerable<KeyValuePair<string, string?>> parameters) =>
        path + QueryString.Create(parameters.Where(pair => !string.IsNullOrEmpty(pair.Value)));

    private static string? Text(IQueryCollection query, string name) =>
        query[name] is [var first, ..] && first?.Trim() is { Length: > 0 and <= LongestText } text ? text : null;

    /// <summary>Given once at most, not too long, and nothing that a database refuses as text.</summary>
    private static bool IsClear(IQueryCollection query, string name) =>
        query[name] is [] or [null] || (query[name] is [{ Length: <= LongestText } text] && !text.Contains('\0', StringComparison.Ordinal));

    private static (string? Value, bool IsUnderstood) Word(IQueryCollection query, string name, IReadOnlyList<string> known)
    {
        var text = Text(query, name);
        var word = known.FirstOrDefault(candidate => string.Equals(candidate, text, StringComparison.OrdinalIgnoreCase));
        return (word, text is null || word is not null);
    }

    private static (int? Value, bool IsUnderstood) Days(IQueryCollection query, string name)
    {
        var text = Text(query, name);
        int? days = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= ConnectionFilter.MostDays ? number : null;
        return (days, text is null || days is not null);
    }

    private static string? Number(int? days) => days?.ToString(CultureInfo.InvariantCulture);
}

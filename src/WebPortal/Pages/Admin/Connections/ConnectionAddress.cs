using System.Globalization;
using WebPortal.Administration;

namespace WebPortal.Pages.Admin.Connections;

/// <summary>A filter as it stands in an address. What is not understood does not narrow, and is not written again.</summary>
internal static class ConnectionAddress
{
    private const int LongestText = 200;

    public static ConnectionFilter Read(IQueryCollection query) => new(
        Text(query, "person"),
        Text(query, "workspace"),
        Known(ConnectionSelection.Kinds, Text(query, "kind")),
        Known(ConnectionSelection.States, Text(query, "state")),
        Text(query, "scope"),
        Days(query, "connected"),
        Days(query, "unused"),
        Days(query, "dies"));

    private static string? Text(IQueryCollection query, string name) => query[name].ToString().Trim() switch
    {
        "" => null,
        { Length: > LongestText } text => text[..LongestText],
        var text => text,
    };

    private static string? Known(IReadOnlyList<string> words, string? text) =>
        words.FirstOrDefault(word => string.Equals(word, text, StringComparison.OrdinalIgnoreCase));

    private static int? Days(IQueryCollection query, string name) =>
        int.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 0 and <= 36500 ? days : null;
}

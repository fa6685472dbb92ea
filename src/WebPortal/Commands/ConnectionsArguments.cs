using System.Globalization;
using WebPortal.Administration;

namespace WebPortal.Commands;

/// <summary>Reads which connections a command means.</summary>
internal static class ConnectionsArguments
{
    /// <returns>Null with the reason and the fix in <paramref name="fault"/> when a word is not known.</returns>
    public static ConnectionFilter? ReadFilter(CommandOptions options, out string fault)
    {
        var state = Find(ConnectionSelection.States, options.Value("--state"));
        var kind = Find(ConnectionSelection.Kinds, options.Value("--kind"));
        fault = options.Value("--state") is { } unknownState && state is null
                ? $"there is no state \"{Printable(unknownState)}\". Write one of {string.Join(", ", ConnectionSelection.States)}."
            : options.Value("--kind") is { } unknownKind && kind is null
                ? $"there is no kind \"{Printable(unknownKind)}\". Write one of {string.Join(", ", ConnectionSelection.Kinds)}."
            : "";
        return fault.Length == 0 ? new ConnectionFilter(options.Value("--person"), options.Value("--workspace"), kind, state) : null;
    }

    /// <returns>Null with the reason and the fix in <paramref name="fault"/> when it is not clear which connections are meant.</returns>
    public static ConnectionChoice? ReadChoice(CommandOptions options, out string fault)
    {
        var ids = options.Values("--id").ToList();
        var isNarrowed = options.Value("--person") is not null || options.Value("--state") is not null;
        if (new[] { ids.Count > 0, isNarrowed, options.Has("--all") }.Count(given => given) != 1)
        {
            fault = "say which connections: --id GUID, or --person TEXT and --state STATE, or --all.";
            return null;
        }

        if (ids.Find(id => !Guid.TryParse(id, out _)) is { } malformed)
        {
            fault = $"\"{Printable(malformed)}\" is no id of a connection. \"connections list\" shows the ids.";
            return null;
        }

        fault = "";
        return ids.Count > 0 ? ConnectionChoice.Of(ids.Select(Guid.Parse))
            : ReadFilter(options, out fault) is { } filter ? ConnectionChoice.Of(filter) : null;
    }

    /// <returns>The kind of a credential that can be typed in; null with the reason in <paramref name="fault"/> for any other word.</returns>
    public static string? ReadTypedKind(string? text, out string fault)
    {
        string[] kinds = [.. ConnectionSelection.Kinds.Where(kind => kind != "AuthorizationCode")];
        var kind = Find(kinds, text);
        fault = kind is null ? $"say which kind: --kind with one of {string.Join(", ", kinds)}." : "";
        return kind;
    }

    /// <returns>False with the reason in <paramref name="fault"/> when it is no date; none at all is no fault here.</returns>
    public static bool ReadDay(string? text, out DateOnly? day, out string fault)
    {
        var isDay = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read);
        day = isDay ? read : null;
        fault = text is null || isDay ? "" : $"\"{Printable(text)}\" is no date. Write it as 2027-05-31.";
        return fault.Length == 0;
    }

    /// <summary>What people call themselves, without what a terminal would take for a command.</summary>
    public static string Printable(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? '?' : letter));

    private static string? Find(IReadOnlyList<string> words, string? text) =>
        words.FirstOrDefault(word => string.Equals(word, text, StringComparison.OrdinalIgnoreCase));
}

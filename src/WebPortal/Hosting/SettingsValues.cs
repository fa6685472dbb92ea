using System.ComponentModel;

namespace WebPortal.Hosting;

/// <summary>Compares the given settings with the declared ones: values that do not convert and keys that nobody reads.</summary>
/// <remarks>Never repeats a value: what stands in the wrong place may be a secret.</remarks>
internal static class SettingsValues
{
    /// <summary>Lines for the values that cannot be read.</summary>
    /// <remarks>
    /// Binding stops at the first such value, and validators read other sections. Each one is therefore replaced by its default, so
    /// that everything else can still be validated and reported in the same message.
    /// </remarks>
    public static IReadOnlyList<string> ReplaceUnreadable(IConfiguration configuration)
    {
        var lines = new List<string>();
        foreach (var setting in SettingsSchema.Settings)
        {
            var section = configuration.GetSection(setting.Key);
            if (setting.IsList && !string.IsNullOrEmpty(section.Value))
            {
                lines.Add($"{setting.Key}: is a list. Write one numbered key per entry, starting with {setting.Key}:0.");
                section.Value = "";
            }
            else if (!setting.IsList && section.Value is { } value && !Converts(value, setting.Type))
            {
                lines.Add(Line(setting.Key, setting.Type));
                section.Value = TypeDescriptor.GetConverter(setting.Type).ConvertToInvariantString(setting.Default!);
            }
        }

        return lines;
    }

    /// <summary>Lines for keys under the portal's own sections that no options class declares.</summary>
    public static IEnumerable<string> Unknown(IConfiguration configuration) =>
        SettingsSchema.Sections
            .SelectMany(section => configuration.GetSection(section).AsEnumerable())
            .Where(pair => pair.Value is not null && pair.Key.Contains(':', StringComparison.Ordinal) && !IsDeclared(pair.Key))
            .Select(pair => $"{pair.Key}: there is no such setting. {Suggestion(pair.Key)}")
            .Concat(MisspelledSections(configuration));

    private static IEnumerable<string> MisspelledSections(IConfiguration configuration) =>
        from section in configuration.GetChildren()
        where section.Value is null && !SettingsSchema.Sections.Contains(section.Key, StringComparer.OrdinalIgnoreCase)
        let nearest = SpellingDistance.Nearest(section.Key, SettingsSchema.Sections)
        where nearest is not null
        select $"{section.Key}: there is no such section. Did you mean {nearest}?";

    /// <summary>Whether some options class reads the key.</summary>
    public static bool IsDeclared(string key) => SettingsSchema.Settings.Any(setting =>
        string.Equals(setting.Key, key, StringComparison.OrdinalIgnoreCase)
        || setting.Key.StartsWith(key + ":", StringComparison.OrdinalIgnoreCase)
        || (setting.IsList && IsEntryOf(key, setting.Key)));

    private static bool IsEntryOf(string key, string list) =>
        key.StartsWith(list + ":", StringComparison.OrdinalIgnoreCase) && int.TryParse(key.AsSpan(list.Length + 1), out _);

    private static string Suggestion(string key) =>
        SpellingDistance.Nearest(key, SettingsSchema.Settings.Select(setting => setting.Key)) is { } nearest
            ? $"Did you mean {nearest}?"
            : "Remove it, or look its name up in docs/settings.md.";

    private static bool Converts(string? value, Type type)
    {
        if (value is null || (value.Length == 0 && Nullable.GetUnderlyingType(type) is not null))
        {
            return true;
        }

        try
        {
            TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value);
            return true;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            return false;
        }
    }

    private static string Line(string key, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var expected = type switch
        {
            _ when type == typeof(TimeSpan) => "not a length of time. Write it like 00:05:00 (five minutes) or 7.00:00:00 (seven days).",
            _ when type == typeof(bool) => "neither true nor false. Write true or false.",
            _ when type == typeof(Uri) => "not an address. Write it like https://example.org/.",
            _ when type.IsEnum => $"not one of the possible values. Write one of: {string.Join(", ", Enum.GetNames(type))}.",
            _ when type.IsPrimitive => "not a number in range. Write it in digits, such as 10.",
            _ => $"not readable as {type.Name}. Look its form up in docs/settings.md.",
        };
        return $"{key}: {expected}";
    }
}

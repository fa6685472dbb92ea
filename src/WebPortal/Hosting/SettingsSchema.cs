using System.Collections;
using System.ComponentModel;
using System.Reflection;

namespace WebPortal.Hosting;

/// <summary>One setting as an options class declares it.</summary>
internal sealed record Setting(string Key, Type Type, bool IsList);

/// <summary>Knows every setting of this program by looking at its options classes, so that no list has to be kept by hand.</summary>
internal static class SettingsSchema
{
    /// <summary>Classes that end in Options and name their section.</summary>
    public static IReadOnlyList<Type> OptionsTypes { get; } =
        [.. typeof(SettingsSchema).Assembly.GetTypes().Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && SectionField(type) is not null)];

    public static IReadOnlyList<Setting> Settings { get; } = [.. OptionsTypes.SelectMany(Of).DistinctBy(setting => setting.Key, StringComparer.OrdinalIgnoreCase)];

    public static IReadOnlyList<string> Sections { get; } =
        [.. OptionsTypes.Select(SectionOf).Select(section => section.Split(':')[0]).Distinct(StringComparer.OrdinalIgnoreCase)];

    public static string SectionOf(Type optionsType) => (string)SectionField(optionsType)!.GetRawConstantValue()!;

    public static IEnumerable<Setting> Of(Type optionsType) => Walk(SectionOf(optionsType), optionsType);

    private static FieldInfo? SectionField(Type type) =>
        type.GetField("SectionName", BindingFlags.Public | BindingFlags.Static) is { IsLiteral: true } field && field.FieldType == typeof(string)
            ? field
            : null;

    private static IEnumerable<Setting> Walk(string prefix, Type type)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var key = $"{prefix}:{property.Name}";
            if (IsLeaf(property.PropertyType))
            {
                if (property.SetMethod is not null)
                {
                    yield return new Setting(key, property.PropertyType, IsList: false);
                }
            }
            else if (ElementOf(property.PropertyType) is { } element)
            {
                yield return new Setting(key, element, IsList: true);
            }
            else
            {
                foreach (var nested in Walk(key, property.PropertyType))
                {
                    yield return nested;
                }
            }
        }
    }

    private static bool IsLeaf(Type type) => TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string));

    private static Type? ElementOf(Type type) =>
        typeof(IEnumerable).IsAssignableFrom(type)
            ? type.GetInterfaces().Append(type).FirstOrDefault(IsSequence)?.GetGenericArguments()[0]
            : null;

    private static bool IsSequence(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>);
}

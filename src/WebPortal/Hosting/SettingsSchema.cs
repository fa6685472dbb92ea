using System.ComponentModel;
using System.Reflection;

namespace WebPortal.Hosting;

/// <summary>Knows every setting of this program by looking at its options classes, so that no list has to be kept by hand.</summary>
internal static class SettingsSchema
{
    /// <summary>Classes that end in Options and name their section.</summary>
    public static IReadOnlyList<Type> OptionsTypes { get; } =
        [.. typeof(SettingsSchema).Assembly.GetTypes().Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && SectionField(type) is not null)];

    /// <summary>Several classes may read the same section, even the same key.</summary>
    public static IReadOnlyList<Setting> Settings { get; } =
        [.. OptionsTypes.SelectMany(type => Walk(SectionOf(type), type))];

    public static IReadOnlyList<string> Sections { get; } =
        [.. OptionsTypes.Select(SectionOf).Select(section => section.Split(':')[0]).Distinct(StringComparer.OrdinalIgnoreCase)];

    public static string SectionOf(Type optionsType) => (string)SectionField(optionsType)!.GetRawConstantValue()!;

    private static FieldInfo? SectionField(Type type) =>
        type.GetField("SectionName", BindingFlags.Public | BindingFlags.Static) is { IsLiteral: true } field && field.FieldType == typeof(string)
            ? field
            : null;

    private static IEnumerable<Setting> Walk(string prefix, Type type)
    {
        var defaults = Activator.CreateInstance(type);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var key = $"{prefix}:{property.Name}";
            var isSettable = property.SetMethod is not null;
            if (TypeDescriptor.GetConverter(property.PropertyType).CanConvertFrom(typeof(string)))
            {
                if (isSettable)
                {
                    yield return new Setting(key, property.PropertyType, IsList: false, property.GetValue(defaults));
                }
            }
            else if (ArgumentOf(property.PropertyType, typeof(IEnumerable<>)) is { } entry)
            {
                if (isSettable || ArgumentOf(property.PropertyType, typeof(ICollection<>)) is not null)
                {
                    yield return new Setting(key, entry, IsList: true, Default: null);
                }
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

    private static Type? ArgumentOf(Type type, Type generic) =>
        type.GetInterfaces().Append(type)
            .FirstOrDefault(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == generic)
            ?.GetGenericArguments()[0];
}

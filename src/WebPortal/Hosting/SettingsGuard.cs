using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace WebPortal.Hosting;

/// <summary>Refuses to start on settings that are wrong, and says everything that is wrong with them at once.</summary>
internal static partial class SettingsGuard
{
    /// <summary>Writes one message with all failures; false when there is any.</summary>
    public static bool Passes(IServiceProvider services, TextWriter output)
    {
        var findings = Findings(services);
        if (findings.Count == 0)
        {
            return true;
        }

        output.WriteLine($"WebPortal cannot start. Settings to put right: {findings.Count}");
        foreach (var finding in findings)
        {
            output.WriteLine("  " + finding);
        }

        return false;
    }

    /// <summary>One line per failure, each naming the key and the fix.</summary>
    public static IReadOnlyList<string> Findings(IServiceProvider services)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        string[] findings =
        [
            .. services.GetRequiredService<SourceFailures>().Lines,
            .. SettingsValues.ReplaceUnreadable(configuration),
            .. SettingsValues.Unknown(configuration),
            .. LogLevels.Failures(configuration),
            .. TrustedProxies.Failures(configuration),
            .. SettingsSchema.OptionsTypes.SelectMany(type => ValidationFailures(services, type)),
        ];
        return [.. findings.Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> ValidationFailures(IServiceProvider services, Type type)
    {
        var options = services.GetRequiredService(typeof(IOptions<>).MakeGenericType(type));
        try
        {
            options.GetType().GetProperty("Value")!.GetValue(options, BindingFlags.DoNotWrapExceptions, null, null, null);
            return [];
        }
        catch (OptionsValidationException exception)
        {
            // A validator that reads another section meets that section's failures first; they carry their own keys.
            var section = SettingsSchema.SectionOf(exception.OptionsType);
            return exception.Failures.Select(failure => Named(section, failure));
        }
    }

    private static string Named(string section, string failure)
    {
        var annotation = AnnotationFailure().Match(failure);
        var (key, text) = annotation.Success
            ? ($"{section}:{annotation.Groups["member"].Value}", annotation.Groups["message"].Value)
            : (section, failure);
        return text.StartsWith(section + ":", StringComparison.OrdinalIgnoreCase) ? text : $"{key}: {text}";
    }

    [GeneratedRegex("^DataAnnotation validation failed for '.*?' members: '(?<member>.*?)' with the error: '(?<message>.*)'\\.?$", RegexOptions.Singleline)]
    private static partial Regex AnnotationFailure();
}

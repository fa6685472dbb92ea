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
        var unreadable = SettingsValues.Unreadable(configuration).ToList();
        var readable = Without(configuration, unreadable.Select(finding => finding.Key));
        return
        [
            .. services.GetRequiredService<SourceFailures>().Lines,
            .. unreadable.Select(finding => finding.Line),
            .. SettingsValues.Unknown(configuration),
            .. LogLevels.Failures(configuration),
            .. TrustedProxies.Failures(configuration),
            .. SettingsSchema.OptionsTypes.SelectMany(type => ValidationFailures(services, type, unreadable.Count > 0 ? readable : null)),
        ];
    }

    private static IConfigurationRoot Without(IConfiguration configuration, IEnumerable<string> keys)
    {
        var left = configuration.AsEnumerable().Where(pair => pair.Value is not null && !keys.Contains(pair.Key, StringComparer.OrdinalIgnoreCase));
        return new ConfigurationBuilder().AddInMemoryCollection(left).Build();
    }

    private static IEnumerable<string> ValidationFailures(IServiceProvider services, Type type, IConfigurationRoot? readable)
    {
        var failures = readable is null ? FailuresOfBound(services, type) : FailuresOfReadable(services, type, readable);
        return failures.Select(failure => Named(SettingsSchema.SectionOf(type), failure)).Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> FailuresOfBound(IServiceProvider services, Type type)
    {
        var options = services.GetRequiredService(typeof(IOptions<>).MakeGenericType(type));
        try
        {
            options.GetType().GetProperty("Value")!.GetValue(options, BindingFlags.DoNotWrapExceptions, null, null, null);
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return exception.Failures;
        }
    }

    /// <summary>Binding stops at the first value that does not convert; the rest is validated without such values.</summary>
    private static IEnumerable<string> FailuresOfReadable(IServiceProvider services, Type type, IConfigurationRoot readable)
    {
        var instance = Activator.CreateInstance(type)!;
        readable.GetSection(SettingsSchema.SectionOf(type)).Bind(instance);
        var validatorType = typeof(IValidateOptions<>).MakeGenericType(type);
        return services.GetServices(validatorType)
            .Select(validator => (ValidateOptionsResult)validatorType.GetMethod("Validate")!.Invoke(
                validator, BindingFlags.DoNotWrapExceptions, null, [Options.DefaultName, instance], null)!)
            .SelectMany(result => result.Failures ?? []);
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

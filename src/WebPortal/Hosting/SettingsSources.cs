using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.KeyPerFile;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.FileProviders;

namespace WebPortal.Hosting;

/// <summary>
/// Orders the settings sources: development defaults, the settings file next to the binary, user secrets (Development),
/// one file per key, environment variables, command line. Later ones win.
/// </summary>
internal static class SettingsSources
{
    private const string DefaultSecretsDirectory = "/run/secrets";

    /// <summary>Returns one line for each source that could not be read; the settings guard prints them with its own findings.</summary>
    public static IReadOnlyList<string> Arrange(WebApplicationBuilder builder)
    {
        var failures = new List<string>();
        var sources = builder.Configuration.Sources;
        foreach (var stray in sources.OfType<JsonConfigurationSource>().Where(IsWorkingFolderFile).ToList())
        {
            // The working folder decides nothing: what counts is the file that travels with the binary.
            sources.Remove(stray);
        }

        Insert(sources, 0, SettingsFile(failures), failures, "appsettings.json");
        if (builder.Environment.IsDevelopment())
        {
            sources.Insert(0, DevelopmentDefaults());
        }

        AddSecretFiles(builder.Configuration, DefaultSecretsDirectory, failures);
        if (builder.Configuration["Portal:SecretsDirectory"] is { Length: > 0 } folder)
        {
            AddSecretFiles(builder.Configuration, folder, failures);
        }

        return failures;
    }

    private static bool IsWorkingFolderFile(JsonConfigurationSource source) =>
        source.Path?.StartsWith("appsettings.", StringComparison.Ordinal) == true;

    private static WatchedFilesSource SettingsFile(List<string> failures)
    {
        var folder = new PhysicalFileProvider(AppContext.BaseDirectory);
        return new WatchedFilesSource(
            () => Json(folder, context =>
            {
                context.Ignore = true;
                failures.Add($"appsettings.json: not readable. {context.Exception.InnerException?.Message ?? context.Exception.Message}");
            }),
            () => Json(folder, static _ => { }));
    }

    private static JsonConfigurationSource Json(PhysicalFileProvider folder, Action<FileLoadExceptionContext> onFailure) =>
        new() { FileProvider = folder, Path = "appsettings.json", OnLoadException = onFailure };

    private static MemoryConfigurationSource DevelopmentDefaults() => new()
    {
        InitialData = new Dictionary<string, string?>
        {
            ["Portal:PublicAddress"] = "http://localhost:5080",
            [WebHostDefaults.ServerUrlsKey] = "http://localhost:5080",
        },
    };

    private static void AddSecretFiles(ConfigurationManager configuration, string folder, List<string> failures)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        var files = new PhysicalFileProvider(Path.GetFullPath(folder));
        var source = new WatchedFilesSource(
            () => new KeyPerFileConfigurationSource { FileProvider = files, Optional = true },
            () => new KeyPerFileConfigurationSource { FileProvider = files, Optional = false });
        Insert(configuration.Sources, IndexOfEnvironment(configuration.Sources), source, failures, folder);
    }

    /// <summary>The last environment source is the unprefixed one; the prefixed ones before it belong to the host.</summary>
    private static int IndexOfEnvironment(IList<IConfigurationSource> sources)
    {
        var last = sources.OfType<EnvironmentVariablesConfigurationSource>().LastOrDefault(source => string.IsNullOrEmpty(source.Prefix));
        if (last is not null)
        {
            return sources.IndexOf(last);
        }

        var commandLine = sources.OfType<CommandLineConfigurationSource>().LastOrDefault();
        return commandLine is null ? sources.Count : sources.IndexOf(commandLine);
    }

    private static void Insert(IList<IConfigurationSource> sources, int index, IConfigurationSource source, List<string> failures, string name)
    {
        try
        {
            sources.Insert(index, source);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            sources.Remove(source);
            failures.Add($"{name}: not readable ({exception.GetType().Name}). Let the portal's own user read every file in it.");
        }
    }
}

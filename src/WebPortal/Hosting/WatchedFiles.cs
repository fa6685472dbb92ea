namespace WebPortal.Hosting;

/// <summary>Settings from files, of which the section Access can be read again while the portal runs. Everything else stays as it was at the start.</summary>
/// <remarks>
/// A file is read anew instead of being watched: that works on every file system and for links that are swapped, and what cannot be read or is not
/// known leaves the settings as they are. The framework's own watching would empty them.
/// </remarks>
internal sealed class WatchedFiles(Func<IConfigurationSource> atStart, Func<IConfigurationSource> later) : ConfigurationProvider
{
    private const string Followed = "Access:";

    public override void Load() => Data = Read(atStart());

    /// <summary>Takes over what has changed.</summary>
    /// <exception cref="InvalidDataException">A file is not readable as settings, or has a setting that does not exist.</exception>
    public void Follow()
    {
        var found = Read(later()).Where(IsFollowed).ToDictionary(StringComparer.OrdinalIgnoreCase);
        var known = Data.Where(IsFollowed).ToDictionary(StringComparer.OrdinalIgnoreCase);
        if (found.Count == known.Count && found.All(pair => known.TryGetValue(pair.Key, out var value) && value == pair.Value))
        {
            return;
        }

        if (found.Keys.FirstOrDefault(key => !SettingsValues.IsDeclared(key)) is { } stray)
        {
            throw new InvalidDataException($"{stray}: there is no such setting.");
        }

        Data = Data.Where(pair => !IsFollowed(pair)).Concat(found).ToDictionary(StringComparer.OrdinalIgnoreCase);
        OnReload();
    }

    private static bool IsFollowed(KeyValuePair<string, string?> pair) => pair.Key.StartsWith(Followed, StringComparison.OrdinalIgnoreCase);

    private static Dictionary<string, string?> Read(IConfigurationSource source)
    {
        var provider = source.Build(new ConfigurationBuilder());
        using var root = new ConfigurationRoot([provider]);
        return root.AsEnumerable().Where(pair => pair.Value is not null).ToDictionary(StringComparer.OrdinalIgnoreCase);
    }
}

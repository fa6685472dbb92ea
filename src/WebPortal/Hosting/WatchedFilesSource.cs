namespace WebPortal.Hosting;

/// <summary>Makes the provider of settings from files that can be read again.</summary>
/// <param name="AtStart">How they are read at the start, when what cannot be read is reported with everything else.</param>
/// <param name="Later">How they are read from then on, when what cannot be read must throw.</param>
internal sealed record WatchedFilesSource(Func<IConfigurationSource> AtStart, Func<IConfigurationSource> Later) : IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => new WatchedFiles(AtStart, Later);
}

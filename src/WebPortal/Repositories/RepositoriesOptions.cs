using System.ComponentModel.DataAnnotations;

namespace WebPortal.Repositories;

/// <summary>How long read repositories count as fresh.</summary>
internal sealed class RepositoriesOptions
{
    public const string SectionName = "Repositories";

    /// <summary>Older data is shown with its age while it is read again; zero means that every view waits for a new reading.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ErrorMessage = "Repositories:CacheLifetime must lie between 00:00:00 and 1.00:00:00.")]
    public TimeSpan CacheLifetime { get; set; } = TimeSpan.FromMinutes(5);
}

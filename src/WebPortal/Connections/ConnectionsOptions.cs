using System.ComponentModel.DataAnnotations;

namespace WebPortal.Connections;

/// <summary>How stored credentials are kept alive.</summary>
internal sealed class ConnectionsOptions
{
    public const string SectionName = "Connections";

    /// <summary>An access token is refreshed this long before it expires.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00", ErrorMessage = "Connections:RefreshMargin must lie between 00:00:10 and 01:00:00.")]
    public TimeSpan RefreshMargin { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Renew grants that nobody used for 75 days; unused for three months they die at Bitbucket.</summary>
    public bool KeepAlive { get; set; } = true;
}

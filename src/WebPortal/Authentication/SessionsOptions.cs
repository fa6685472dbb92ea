using System.ComponentModel.DataAnnotations;

namespace WebPortal.Authentication;

/// <summary>How long a sign-in lasts.</summary>
internal sealed class SessionsOptions
{
    public const string SectionName = "Sessions";

    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00", ErrorMessage = "Sessions:IdleTimeout must lie between 00:01:00 and 30.00:00:00.")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromHours(8);

    [Range(typeof(TimeSpan), "00:01:00", "90.00:00:00", ErrorMessage = "Sessions:AbsoluteTimeout must lie between 00:01:00 and 90.00:00:00.")]
    public TimeSpan AbsoluteTimeout { get; set; } = TimeSpan.FromDays(7);
}

using Microsoft.Playwright;

namespace WebPortal.BrowserTests.Running;

/// <summary>How a person looks at the pages.</summary>
/// <param name="HasTrace">Every step is kept for whoever looks into a failure; it costs time.</param>
public sealed record Look(bool IsDark, int Width, bool HasScript, bool HasTrace = true)
{
    public static readonly Look Usual = new(false, 1280, true);

    /// <summary>Four of eight: every two of scheme, width and script meet once.</summary>
    public static readonly Look[] All =
        [.. from dark in new[] { false, true } from width in new[] { 360, 1280 } select new Look(dark, width, dark == (width == 360), HasTrace: false)];

    public ColorScheme Scheme => IsDark ? ColorScheme.Dark : ColorScheme.Light;

    public override string ToString() => $"{(IsDark ? "dark" : "light")}-{Width}-{(HasScript ? "script" : "plain")}";
}

using Microsoft.Playwright;

namespace WebPortal.BrowserTests.Running;

/// <summary>How a person looks at the pages.</summary>
public sealed record Look(bool IsDark, int Width, bool HasScript)
{
    public static readonly Look Usual = new(false, 1280, true);

    public static readonly Look[] All =
        [.. from dark in new[] { false, true } from width in new[] { 360, 1280 } from script in new[] { true, false } select new Look(dark, width, script)];

    public ColorScheme Scheme => IsDark ? ColorScheme.Dark : ColorScheme.Light;

    public override string ToString() => $"{(IsDark ? "dark" : "light")}-{Width}-{(HasScript ? "script" : "plain")}";
}

using Microsoft.Playwright;

namespace WebPortal.BrowserTests.Running;

/// <summary>The machine's own browser; nothing is downloaded.</summary>
public static class Chromium
{
    public static string Program => Environment.GetEnvironmentVariable("WEBPORTAL_CHROMIUM") is { Length: > 0 } named ? named : "/usr/bin/chromium";

    public static bool IsInstalled => File.Exists(Program);

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Program,
        Headless = true,
        Args =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
        ],
    });

    /// <summary>Skips the test, or fails it where nothing may be skipped.</summary>
    public static void Require()
    {
        if (IsInstalled)
        {
            return;
        }

        var reason = $"There is no Chromium at {Program}. Install it, or set WEBPORTAL_CHROMIUM to its path.";
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(reason);
        }

        Assert.Skip(reason);
    }
}

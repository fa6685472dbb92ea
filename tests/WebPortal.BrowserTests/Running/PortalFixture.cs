using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace WebPortal.BrowserTests.Running;

/// <summary>One running demo and one browser for a set of tests.</summary>
public class PortalFixture : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, string> cookies = new();
    private IPlaywright? playwright;
    private IBrowser? browser;

    public DemoProcess Demo { get; private set; } = null!;

    public EmulatorControl Emulator { get; private set; } = null!;

    protected virtual IReadOnlyDictionary<string, string>? Settings => null;

    public async ValueTask InitializeAsync()
    {
        if (!Chromium.IsInstalled)
        {
            return;
        }

        Demo = await DemoProcess.StartAsync(Settings);
        Emulator = new EmulatorControl(Demo.Emulator);
        playwright = await Playwright.CreateAsync();
        browser = await Chromium.LaunchAsync(playwright);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (browser is not null)
        {
            await browser.CloseAsync();
            playwright!.Dispose();
            Emulator.Dispose();
            await Demo.DisposeAsync();
        }
    }

    /// <summary>A fresh browser profile in which nobody is signed in.</summary>
    public async Task<Visit> OpenAsync(Look? look = null, string? cookiesOf = null)
    {
        Chromium.Require();
        return await Visit.StartAsync(browser!, this, look ?? Look.Usual, cookiesOf);
    }

    /// <summary>A browser in which the person is signed in; the real way the first time, with the same cookies afterwards.</summary>
    public async Task<Visit> OpenAsAsync(string person, Look? look = null)
    {
        Chromium.Require();
        if (!cookies.TryGetValue(person, out var state))
        {
            await using var visit = await OpenAsync();
            await visit.SignInAsync(person);
            await visit.UntilReadAsync();
            cookies[person] = state = await visit.Context.StorageStateAsync();
        }

        return await OpenAsync(look, state);
    }

    /// <summary>After this the person signs in the real way again.</summary>
    public void Forget(string person) => cookies.TryRemove(person, out _);
}

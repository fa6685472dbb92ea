using System.Net.Http.Json;
using System.Text.Json;

namespace WebPortal.BrowserTests.Running;

/// <summary>The emulator's control addresses, as a script would use them.</summary>
public sealed class EmulatorControl(Uri emulator) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = emulator };

    public async Task FailAsync(params object[] faults) =>
        (await http.PutAsJsonAsync("/emulator/faults", faults, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

    public Task HealAsync() => FailAsync();

    /// <summary>As if the person had revoked the application at Bitbucket.</summary>
    public async Task RevokeAsync(string person)
    {
        using var form = new FormUrlEncodedContent([new("emulator_user", person), new("client_id", "demo-client")]);
        (await http.PostAsync("/account/settings/app-authorizations/revoke", form, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
    }

    /// <summary>What a person would use with HTTP Basic.</summary>
    public async Task<(string Email, string Token)> ApiTokenOfAsync(string person)
    {
        using var people = JsonDocument.Parse(await http.GetStringAsync(new Uri("/emulator/people", UriKind.Relative), TestContext.Current.CancellationToken));
        var found = people.RootElement.EnumerateArray().Single(entry => entry.GetProperty("username").GetString() == person);
        return (found.GetProperty("emails")[0].GetProperty("address").GetString()!, found.GetProperty("apiToken").GetString()!);
    }

    public void Dispose() => http.Dispose();
}

using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace WebPortal.Benchmarks;

/// <summary>Bitbucket for one figure, in a process of its own: one workspace with as many repositories as wanted, and a journal that tells what was asked.</summary>
internal sealed class BenchEmulator : IDisposable
{
    public const string FloorClient = "floor-client";
    public const string PortalClient = "portal-client";
    public const string Secret = "bench-secret";

    private readonly HttpClient _control = new();
    private readonly ServerProcess _process;

    private BenchEmulator(ServerProcess process, string web, string api) => (_process, Web, Api) = (process, web, api);

    public string Web { get; }

    public string Api { get; }

    public static async Task<BenchEmulator> StartAsync(int repositories, int portalPort, int floorPort = 1)
    {
        var (web, api) = (ServerProcess.FreePort(), ServerProcess.FreePort());
        var settings = new Dictionary<string, string>
        {
            ["Emulator:WebAddress"] = Address(web),
            ["Emulator:ApiAddress"] = Address(api),
            ["Emulator:Scale:People"] = "2000",
            ["Emulator:Scale:Workspaces"] = "1",
            ["Emulator:Scale:RepositoriesPerWorkspace"] = repositories.ToString(CultureInfo.InvariantCulture),
            ["Emulator:Clients:0:ClientId"] = PortalClient,
            ["Emulator:Clients:0:ClientSecret"] = Secret,
            ["Emulator:Clients:0:Scopes"] = "account email repository",
            ["Emulator:Clients:0:CallbackAddress"] = $"{Address(portalPort)}/signin-bitbucket",
            ["Emulator:Clients:1:ClientId"] = FloorClient,
            ["Emulator:Clients:1:ClientSecret"] = Secret,
            ["Emulator:Clients:1:Scopes"] = "account email repository",
            ["Emulator:Clients:1:CallbackAddress"] = $"{Address(floorPort)}{OAuthFloor.Callback}",
        };
        var process = await ServerProcess.StartAsync(
            Path.Combine(AppContext.BaseDirectory, "BitbucketEmulator.dll"), web, "/emulator/health", settings, AppContext.BaseDirectory);
        var emulator = new BenchEmulator(process, Address(web), Address(api));
        await emulator.PutAsync("settings", new { rateLimit = 0 });
        return emulator;
    }

    public static string Address(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");

    /// <summary>Every answer comes this much later, as if it came from far away.</summary>
    public Task DelayAsync(TimeSpan delay) => PutAsync("faults", new[] { new { name = "far away", pathPrefix = "/", delay = delay.ToString("c", CultureInfo.InvariantCulture) } });

    public async Task ForgetAsync()
    {
        using var answer = await _control.DeleteAsync(new Uri($"{Web}/emulator/journal"));
        answer.EnsureSuccessStatusCode();
    }

    /// <returns>How often the API was asked since the journal was emptied.</returns>
    public async Task<int> CountCallsAsync() => (await ReadCallsAsync()).Count;

    public async Task<IReadOnlyList<string>> ReadCallsAsync()
    {
        using var journal = JsonDocument.Parse(await _control.GetStringAsync(new Uri($"{Web}/emulator/journal?side=api&limit=20000")));
        var entries = journal.RootElement.ValueKind == JsonValueKind.Array ? journal.RootElement : journal.RootElement.EnumerateObject().First(property => property.Value.ValueKind == JsonValueKind.Array).Value;
        return [.. entries.EnumerateArray().Select(entry => entry.GetProperty("url").GetString()!)];
    }

    /// <returns>An access token of somebody with one workspace.</returns>
    public async Task<string> IssueTokenAsync(string person)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var consent = await browser.GetAsync(new Uri(
            $"{Web}/site/oauth2/authorize?client_id={PortalClient}&response_type=code&emulator_user={person}&emulator_decision=approve"));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = System.Web.HttpUtility.ParseQueryString(consent.Headers.Location!.Query)["code"]!,
            ["client_id"] = PortalClient,
            ["client_secret"] = Secret,
        });
        using var answer = await browser.PostAsync(new Uri($"{Web}/site/oauth2/access_token"), form);
        using var tokens = JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        return tokens.RootElement.GetProperty("access_token").GetString()!;
    }

    public void Dispose()
    {
        _process.Dispose();
        _control.Dispose();
    }

    private async Task PutAsync<T>(string what, T value)
    {
        using var answer = await _control.PutAsJsonAsync(new Uri($"{Web}/emulator/{what}"), value);
        answer.EnsureSuccessStatusCode();
    }
}

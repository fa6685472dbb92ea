using System.Net.Http.Headers;
using System.Text;
using BitbucketEmulator.Hosting;
using Xunit;

namespace WebPortal.Tests.BitbucketEmulator;

/// <summary>One emulator for a test class. It is reset before every test; the clients are fixed.</summary>
public sealed class EmulatorFixture : IAsyncLifetime
{
    public const string Callback = "http://localhost:5080/signin-bitbucket";

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    internal EmulatorHost Host { get; private set; } = null!;

    internal HttpClient Http => http;

    public async ValueTask InitializeAsync()
    {
        var options = EmulatorOptions.OnRandomPorts();
        options.Clients =
        [
            ClientOptions.Demo,
            new() { ClientId = "other-client", ClientSecret = "other-secret", CallbackAddress = "http://localhost:5080/other", Scopes = "account" },
            new() { ClientId = "public-client", ClientSecret = "public-secret", CallbackAddress = Callback, Scopes = "account", Private = false },
            new() { ClientId = "no-callback", ClientSecret = "secret" },
            new() { ClientId = "everything", ClientSecret = "secret", CallbackAddress = Callback, Scopes = "account email repository:admin project pullrequest pipeline webhook" },
            new() { ClientId = "admin-only", ClientSecret = "secret", CallbackAddress = Callback, Scopes = "repository:admin" },
        ];
        Host = await EmulatorHost.StartAsync(options);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Host.DisposeAsync();
    }

    /// <summary>The authorize address with the usual parameters; null leaves one out, others are added or replaced.</summary>
    internal Uri AuthorizeAddress(params (string Name, string? Value)[] parameters)
    {
        var all = new Dictionary<string, string?> { ["client_id"] = "demo-client", ["response_type"] = "code" };
        foreach (var (name, value) in parameters)
            all[name] = value;
        var query = all.Where(pair => pair.Value is not null).Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value!)}");
        return new Uri($"{Host.AuthorizationEndpoint}?{string.Join('&', query)}");
    }

    internal Task<HttpResponseMessage> AuthorizeAsync(params (string Name, string? Value)[] parameters) =>
        http.GetAsync(AuthorizeAddress(parameters), TestContext.Current.CancellationToken);

    /// <summary>Approves without a browser and hands back the code.</summary>
    internal async Task<string> CodeAsync(string person = "amelia", params (string Name, string? Value)[] parameters)
    {
        using var answer = await AuthorizeAsync([("emulator_user", person), ("emulator_decision", "approve"), .. parameters]);
        return QueryOf(answer.Headers.Location!)["code"];
    }

    internal async Task<JsonAnswer> TokenAsync(params (string Name, string Value)[] fields) =>
        await TokenFromAsync(("demo-client", "demo-secret"), fields);

    internal async Task<JsonAnswer> TokenFromAsync((string Id, string Secret)? basic, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Host.TokenEndpoint)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))),
        };
        if (basic is { } pair)
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{pair.Id}:{pair.Secret}")));
        return await SendAsync(request);
    }

    internal async Task<JsonAnswer> ExchangeAsync(string code, params (string Name, string Value)[] more) =>
        await TokenAsync([("grant_type", "authorization_code"), ("code", code), .. more]);

    internal async Task<JsonAnswer> RefreshAsync(string refreshToken) =>
        await TokenAsync(("grant_type", "refresh_token"), ("refresh_token", refreshToken));

    /// <summary>Calls the API; without a token as nobody.</summary>
    internal async Task<JsonAnswer> ApiAsync(string pathAndQuery, string? token = null)
    {
        var address = pathAndQuery.StartsWith("http", StringComparison.Ordinal) ? new Uri(pathAndQuery) : new Uri($"{Host.ApiBaseAddress}{pathAndQuery.TrimStart('/')}");
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await SendAsync(request);
    }

    /// <summary>Calls the API as somebody who has just allowed the demo client.</summary>
    internal Task<JsonAnswer> ApiAsAsync(string person, string pathAndQuery, string? scopes = null) =>
        ApiAsync(pathAndQuery, Host.IssueTokens(person, scopes).AccessToken);

    internal async Task<JsonAnswer> SendAsync(HttpRequestMessage request)
    {
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return await JsonAnswer.ReadAsync(answer);
    }

    internal static Dictionary<string, string> QueryOf(Uri address) => address.Query.TrimStart('?')
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair[1]));
}

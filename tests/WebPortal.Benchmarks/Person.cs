using System.Net;
using System.Text.RegularExpressions;

namespace WebPortal.Benchmarks;

/// <summary>Somebody with a browser who signs in through the emulator.</summary>
internal sealed partial class Person : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _client;
    private readonly Uri _portal;
    private readonly string _name;

    public Person(int port, string name)
    {
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies, AutomaticDecompression = DecompressionMethods.None });
        (_portal, _name) = (new Uri(BenchEmulator.Address(port)), name);
    }

    /// <summary>The cookies as one header line.</summary>
    public string Cookies => _cookies.GetCookieHeader(_portal);

    public HttpClient Browser => _client;

    /// <returns>The address of the authorization request.</returns>
    public async Task<Uri> StartSignInAsync(string formPage = "/")
    {
        var page = await _client.GetStringAsync(new Uri(_portal, formPage));
        using var form = new FormUrlEncodedContent([new("returnUrl", "/"), new("__RequestVerificationToken", FormToken().Match(page).Groups[1].Value)]);
        using var start = await _client.PostAsync(new Uri(_portal, "/signin"), form);
        return start.Headers.Location ?? throw new InvalidOperationException($"The sign-in form answered {start.StatusCode}.");
    }

    public async Task SignInAsync()
    {
        var authorize = await StartSignInAsync();
        using var callback = await _client.GetAsync(await ConsentAsync(authorize));
        if (callback.Headers.Location?.OriginalString is not ("/" or "/repositories"))
        {
            throw new InvalidOperationException($"The callback of {_name} answered {callback.StatusCode} {callback.Headers.Location}.");
        }
    }

    /// <returns>The address of the callback.</returns>
    public async Task<Uri> ConsentAsync(Uri authorize)
    {
        using var consent = await _client.GetAsync(new Uri($"{authorize}&emulator_user={_name}&emulator_decision=approve"));
        return consent.Headers.Location ?? throw new InvalidOperationException($"Consent answered {consent.StatusCode}.");
    }

    /// <summary>What it takes to ask for <paramref name="path"/> as this person over a raw connection.</summary>
    public string Request(string path, string headers = "") => $"GET {path} HTTP/1.1\r\nHost: {_portal.Authority}\r\nCookie: {Cookies}\r\n{headers}\r\n";

    public async Task<byte[]> GetAsync(string path, string? encoding = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_portal, path));
        if (encoding is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", encoding);
        }

        using var answer = await _client.SendAsync(request);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsByteArrayAsync() : throw new InvalidOperationException($"{path} answered {answer.StatusCode}.");
    }

    /// <returns>The body, whatever the status.</returns>
    public async Task<byte[]> TryGetAsync(string path)
    {
        using var answer = await _client.GetAsync(new Uri(_portal, path));
        return await answer.Content.ReadAsByteArrayAsync();
    }

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}

using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace WebPortal.Tests.Infrastructure;

/// <summary>Somebody with a browser: keeps cookies, reads forms, follows redirects only when told to.</summary>
/// <param name="portal">The way to the portal; not disposed of.</param>
/// <param name="cookies">A cookie jar that is shared with another visitor: the same browser, sent to another replica.</param>
internal sealed class Visitor(HttpMessageHandler portal, Dictionary<string, string>? cookies = null) : IDisposable
{
    private readonly HttpClient _portal = new(portal, disposeHandler: false) { BaseAddress = new Uri(PortalApp.Address) };
    private readonly HttpClient _bitbucket = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <summary>Name and value of every cookie of the portal.</summary>
    public Dictionary<string, string> Cookies { get; } = cookies ?? new(StringComparer.Ordinal);

    /// <summary>Every Set-Cookie line received.</summary>
    public List<string> SetCookies { get; } = [];

    public string UserAgent { get; set; } = "test-browser";

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => SendUntilAsync(request, CancellationToken.None);

    /// <summary>As <see cref="SendAsync"/>, by a browser that may leave before the answer is there.</summary>
    public async Task<HttpResponseMessage> SendUntilAsync(HttpRequestMessage request, CancellationToken leaving)
    {
        if (Cookies.Count > 0)
        {
            request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        var response = await _portal.SendAsync(request, leaving);
        Keep(response);
        return response;
    }

    public Task<HttpResponseMessage> GetAsync(string address) => SendAsync(new HttpRequestMessage(HttpMethod.Get, address));

    public Task<HttpResponseMessage> PostAsync(string address, params (string Name, string Value)[] form) => SendAsync(new HttpRequestMessage(HttpMethod.Post, address)
    {
        Content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value))),
    });

    public async Task<IHtmlDocument> ReadPageAsync(string address)
    {
        using var response = await GetAsync(address);
        return Parse(await response.Content.ReadAsStringAsync());
    }

    /// <summary>Sends the form that posts to <paramref name="action"/>, as it stands on the page.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string page, string action, params (string Name, string Value)[] changes)
    {
        var (address, fields) = await FillInAsync(page, action, changes);
        return await PostAsync(address, fields);
    }

    /// <summary>Reads the form that posts to <paramref name="action"/>, so that sending it is one request.</summary>
    public async Task<(string Address, (string Name, string Value)[] Fields)> FillInAsync(string page, string action, params (string Name, string Value)[] changes)
    {
        var document = await ReadPageAsync(page);
        var form = document.Forms.FirstOrDefault(candidate => new Uri(new Uri(PortalApp.Address), candidate.GetAttribute("action") ?? page).AbsolutePath == action)
            ?? throw new InvalidOperationException($"{page} has no form that posts to {action}.");
        var fields = form.QuerySelectorAll("input[name]").OfType<IHtmlInputElement>()
            .Where(input => input.Type != "checkbox" || input.IsChecked)
            .Where(input => changes.All(change => change.Name != input.Name))
            .Select(input => (input.Name!, input.Value))
            .Concat(changes);
        return (form.GetAttribute("action") ?? page, [.. fields]);
    }

    /// <summary>Starts a sign-in and consents at Bitbucket.</summary>
    /// <returns>The callback address, path and query, not yet visited.</returns>
    public async Task<string> ConsentAsync(string person, string decision = "approve", string returnUrl = "")
    {
        var authorize = await StartSignInAsync(returnUrl);
        using var consent = await _bitbucket.GetAsync($"{authorize}&emulator_user={person}&emulator_decision={decision}");
        return consent.Headers.Location?.PathAndQuery ?? throw new InvalidOperationException($"Consent answered {consent.StatusCode}.");
    }

    /// <returns>The authorization request that the browser is sent to.</returns>
    public async Task<Uri> StartSignInAsync(string returnUrl = "")
    {
        // The home page shows no form to somebody who is signed in; the page of a failed sign-in always does.
        var page = Cookies.Keys.Any(name => name.EndsWith("webportal-session", StringComparison.Ordinal)) ? "/signin?reason=denied"
            : returnUrl.Length == 0 ? "/" : $"/?returnUrl={Uri.EscapeDataString(returnUrl)}";
        using var start = await SubmitAsync(page, "/signin");
        return start.Headers.Location ?? throw new InvalidOperationException($"The sign-in form answered {start.StatusCode}.");
    }

    /// <summary>The whole sign-in.</summary>
    /// <returns>Where the portal sent the browser at the end.</returns>
    public async Task<string> SignInAsync(string person)
    {
        using var callback = await GetAsync(await ConsentAsync(person));
        return callback.StatusCode == HttpStatusCode.Found
            ? callback.Headers.Location!.OriginalString
            : throw new InvalidOperationException($"The callback answered {callback.StatusCode}.");
    }

    public static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    /// <returns>The form token that the portal gave this visitor; it fits every form.</returns>
    public async Task<string> ReadFormTokenAsync(string page) =>
        (await ReadPageAsync(page)).QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value")
        ?? throw new InvalidOperationException($"{page} has no form token.");

    public void Dispose()
    {
        _portal.Dispose();
        _bitbucket.Dispose();
    }

    private void Keep(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Set-Cookie", out var lines))
        {
            return;
        }

        foreach (var line in lines)
        {
            SetCookies.Add(line);
            var pair = line.Split(';')[0].Split('=', 2);
            if (pair[1].Length == 0)
            {
                Cookies.Remove(pair[0]);
            }
            else
            {
                Cookies[pair[0]] = pair[1];
            }
        }
    }
}

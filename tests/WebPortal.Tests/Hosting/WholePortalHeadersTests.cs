using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Hosting;

/// <summary>WB-02 on the whole portal: pages, static files, sign-in redirects, refusals and errors carry the browser's rules.</summary>
[Trait("Level", "Integration")]
public sealed class WholePortalHeadersTests : IAsyncLifetime
{
    private PortalApp _portal = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _portal = await PortalApp.StartAsync();
        _client = _portal.CreateClient(new() { BaseAddress = new Uri(PortalApp.Address), AllowAutoRedirect = false });
    }

    public async ValueTask DisposeAsync() => await _portal.DisposeAsync();

    [Theory]
    [InlineData("GET", "/", 200)]
    [InlineData("GET", "/repositories", 302)]
    [InlineData("GET", "/signin-bitbucket?code=a&state=b", 302)]
    [InlineData("POST", "/signin", 400)]
    [InlineData("GET", "/missing", 404)]
    [InlineData("GET", "/api/v1/me", 401)]
    [InlineData("GET", "/health/ready", 200)]
    public async Task Answers_Carry_The_Rules_And_Are_Kept_Nowhere(string verb, string path, int status)
    {
        var answer = await SendAsync(verb, path);

        Assert.Equal(status, (int)answer.StatusCode);
        AssertRules(answer);
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task Static_Files_Carry_The_Rules_And_May_Be_Kept()
    {
        var page = await (await SendAsync("GET", "/")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var sheet = page.Split('"').First(text => text.EndsWith(".css", StringComparison.Ordinal));

        var answer = await SendAsync("GET", sheet);

        Assert.Equal("text/css", answer.Content.Headers.ContentType?.MediaType);
        AssertRules(answer);
        Assert.False(answer.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task A_Missing_Page_Is_Explained_By_The_Error_Page()
    {
        var answer = await SendAsync("GET", "/missing");

        Assert.Contains("<main", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/.git/config")]
    [InlineData("/.env")]
    [InlineData("/appsettings.json")]
    [InlineData("/portal.db")]
    [InlineData("/data/key-protection.pem")]
    [InlineData("/WebPortal.pdb")]
    [InlineData("/css/")]
    [InlineData("/css/..%2f..%2fappsettings.json")]
    public async Task Stray_Files_Are_Not_There(string path) => Assert.Equal(404, (int)(await SendAsync("GET", path)).StatusCode);

    private Task<HttpResponseMessage> SendAsync(string verb, string path) =>
        _client.SendAsync(new HttpRequestMessage(new HttpMethod(verb), path), TestContext.Current.CancellationToken);

    private void AssertRules(HttpResponseMessage answer)
    {
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains($"form-action 'self' {_portal.Emulator.AuthorizationEndpoint.GetLeftPart(UriPartial.Authority)};", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("max-age=31536000; includeSubDomains", answer.Headers.GetValues("Strict-Transport-Security").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.False(answer.Headers.Contains("Server"));
    }
}

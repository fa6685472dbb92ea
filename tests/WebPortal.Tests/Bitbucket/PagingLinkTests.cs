using System.Text.Json;
using WebPortal.Bitbucket;
using Xunit;

namespace WebPortal.Tests.Bitbucket;

[Trait("Level", "Unit")]
public sealed class PagingLinkTests
{
    private static readonly Uri ApiBase = new("https://api.bitbucket.org/2.0/");
    private static readonly Uri Origin = new("https://api.bitbucket.org/2.0/repositories/acme?pagelen=100");

    /// <summary>Forms with {api} and {other} for the two listeners' authorities, {apiPort} and {otherPort} for their ports.</summary>
    public static TheoryData<string> HostileForms =>
    [
        "http://{other}/2.0/repositories/acme?page=2",
        "https://{api}/2.0/repositories/acme?page=2",
        "http://127.0.0.1:{otherPort}/2.0/repositories/acme",
        "http://localhost:{apiPort}/2.0/repositories/acme",
        "//{other}/2.0/repositories/acme",
        "///{other}/2.0/repositories/acme",
        "/2.0/repositories/acme?page=2",
        "?page=2",
        "2",
        "http://{api}@{other}/2.0/repositories/acme",
        "http://x:y@{api}/2.0/repositories/acme",
        "http://@{api}/2.0/repositories/acme",
        "http://{api}%40{other}/2.0/repositories/acme",
        "http://{api}.evil.example/2.0/repositories/acme",
        "http://evil.example/http://{api}/2.0/repositories/acme",
        "http://evil.example?http://{api}/2.0/repositories/acme",
        "http://evil.example#@{api}/2.0/repositories/acme",
        "http://2130706433:{otherPort}/2.0/repositories/acme",
        "http://0x7f000001:{otherPort}/2.0/repositories/acme",
        "http://0177.0.0.1:{otherPort}/2.0/repositories/acme",
        "http://127.1:{otherPort}/2.0/repositories/acme",
        "http://[::ffff:127.0.0.1]:{otherPort}/2.0/repositories/acme",
        "http://[::1]:{apiPort}/2.0/repositories/acme",
        "http:\\\\{other}\\2.0\\repositories\\acme",
        "http://{api}\\@{other}/2.0/repositories/acme",
        "http://{other}\\2.0/repositories/acme",
        "http://{api}/2.0/repositories/acme\\..\\..\\x",
        "http://{api}/2.0/../repositories/acme",
        "http://{api}/2.0/repositories/../../internal/acme",
        "http://{api}/2.0/repositories/%2e%2e/%2E%2E/internal",
        "http://{api}/2.0/repositories/acme%2f..%2f..%2finternal",
        "http://{api}/2.0/repositories/acme%5c..",
        "http://{api}/2.0/repositories/%252e%252e",
        "http://{api}/2.0/repositories/..;/internal",
        "http://{api}/2.0//repositories/acme",
        "http://{api}/2.0/repositories/acme#fragment",
        "http://{api}/1.0/repositories/acme",
        "http://{api}/2.0evil/repositories/acme",
        "http://{api}/",
        "http://{api}",
        "http://{api}/2.0/user/emails",
        "http://{api}/2.0/repositories/acme/secret/src",
        "http://{api}/2.0/repositories/acme\r\nX-Injected: 1",
        "http://{api}/2.0/repositories/acme\u0000",
        "http://{api}/2.0/repositories/acme ?page=2",
        " http://{api}/2.0/repositories/acme",
        "http://{api}/2.0/repositories/\u0430cme",
        "HTTPS://{other}/2.0/repositories/acme",
        "ftp://{api}/2.0/repositories/acme",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:application/json,{}",
    ];

    [Theory]
    [MemberData(nameof(HostileForms))]
    public async Task A_Hostile_Link_Is_Never_Called_And_Stops_The_Walk_With_Its_Reason(string form)
    {
        await using var other = await UpstreamDouble.StartAsync();
        await using var upstream = await UpstreamDouble.StartAsync();
        var link = form
            .Replace("{api}", upstream.Origin.Authority, StringComparison.Ordinal)
            .Replace("{other}", other.Origin.Authority, StringComparison.Ordinal)
            .Replace("{apiPort}", $"{upstream.Origin.Port}", StringComparison.Ordinal)
            .Replace("{otherPort}", $"{other.Origin.Port}", StringComparison.Ordinal);
        upstream.Answer = context => UpstreamDouble.WriteJsonAsync(context, JsonSerializer.Serialize(new { values = new[] { new { slug = "kept" } }, next = link, size = 200, pagelen = 100 }));
        using var api = new ApiUnderTest(upstream.ApiBase);

        var outcome = await api.WalkAsync("acme");

        Assert.Equal(PageWalkEnd.HostileLink, outcome.End);
        Assert.Equal("kept", Assert.Single(outcome.Items).Slug);
        Assert.Empty(other.Journal);
        Assert.Single(upstream.Journal);
    }

    [Theory]
    [InlineData("https://api.bitbucket.org/2.0/repositories/acme?page=2")]
    [InlineData("https://API.bitbucket.org/2.0/repositories/acme?page=2")]
    [InlineData("https://api.bitbucket.org:443/2.0/repositories/acme?page=2")]
    [InlineData("https://api.bitbucket.org/2.0/repositories/acme/?page=2")]
    [InlineData("https://api.bitbucket.org/2.0/repositories/%7B470c176d-3574-44ea-bb41-89e8638bcca4%7D?page=2")]
    [InlineData("https://api.bitbucket.org/2.0/repositories/{470c176d-3574-44ea-bb41-89e8638bcca4}?page=2")]
    [InlineData("https://api.bitbucket.org/2.0/repositories/acme?pagelen=100&ctx=AbC%2F%2B%3D&fields=values.links.clone")]
    public void A_Link_Of_The_Same_Operation_Is_Accepted(string link) => Assert.NotNull(PagingLink.Check(ApiBase, Origin, link));

    [Theory]
    [InlineData("http://api.bitbucket.org/2.0/repositories/acme?page=2")]
    [InlineData("https://api.bitbucket.org:8443/2.0/repositories/acme?page=2")]
    [InlineData("https://api.bitbucket.org./2.0/repositories/acme?page=2")]
    [InlineData("https://api.bitbucket.org.evil.example/2.0/repositories/acme")]
    [InlineData("https://api-bitbucket.org/2.0/repositories/acme")]
    [InlineData("https://xn--api-bitbucket-org/2.0/repositories/acme")]
    [InlineData("https://bitbucket.org/!api/2.0/repositories/acme")]
    [InlineData("https://api.bitbucket.org/2.0/workspaces/acme")]
    public void A_Link_To_Another_Place_Is_Refused(string link) => Assert.Null(PagingLink.Check(ApiBase, Origin, link));

    [Fact]
    public void An_Overlong_Link_Is_Refused() =>
        Assert.Null(PagingLink.Check(ApiBase, Origin, "https://api.bitbucket.org/2.0/repositories/acme?ctx=" + new string('a', 10_000)));
}

using System.IO.Compression;
using System.Net;
using Xunit;
using static WebPortal.Tests.Repositories.CatalogUnderTest;

namespace WebPortal.Tests.Lending;

/// <summary>Lists that are answered from bytes made before.</summary>
[Trait("Level", "Unit")]
public sealed class KeptFormsTests : IAsyncLifetime
{
    private static readonly string[] Questions =
    [
        "", "?page=2&pageSize=10", "?pageSize=1000", "?sort=name", "?sort=-updated", "?visibility=private", "?visibility=public", "?query=repo-1", "?query=nothing",
        "?language=c%23", "?project=WEB", "?page=99", "?pageSize=1&page=3",
    ];

    private LendingHost _host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await LendingHost.StartForAnnAsync();
        _host.Catalog.Workspaces["acme"] = Page([.. Enumerable.Range(1, 40).Select(number => Repository($"repo-{number}", $"Überblick <{number}>"))]);
        _host.Catalog.Workspaces["other"] = Page(Repository("far"));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task What_Is_Kept_Is_What_Would_Be_Made_Anew_In_Both_Forms()
    {
        await using var fresh = await LendingHost.StartForAnnAsync();
        foreach (var (slug, page) in _host.Catalog.Workspaces)
        {
            fresh.Catalog.Workspaces[slug] = page;
        }

        foreach (var question in Questions.SelectMany(question => (string[])["/api/v1/repositories" + question, "/api/v1/workspaces/acme/repositories" + question]))
        {
            var (made, _) = await GetAsync(_host, question, null);
            var (kept, _) = await GetAsync(_host, question, null);
            await GetAsync(_host, question, "gzip");
            var (packed, encoding) = await GetAsync(_host, question, "br, gzip;q=0.5");
            var (anew, _) = await GetAsync(fresh, question, null);

            Assert.Equal(made, kept);
            Assert.Equal(anew, kept);
            Assert.Equal(kept, encoding is null ? packed : Unpack(packed));
        }
    }

    [Theory]
    [InlineData("gzip", true)]
    [InlineData("GZIP;q=0.1, br", true)]
    [InlineData("gzip;q=0", false)]
    [InlineData("gzip;q=nonsense", false)]
    [InlineData("xgzip", false)]
    [InlineData("br", false)]
    public async Task It_Is_Compressed_For_Those_Who_Say_So(string accepted, bool isCompressed)
    {
        for (var round = 0; round < 2; round++)
        {
            Assert.Equal(isCompressed ? "gzip" : null, (await GetAsync(_host, "/api/v1/repositories", accepted)).Encoding);
        }
    }

    [Theory]
    [InlineData("query=repo")]
    [InlineData("language=c%23")]
    [InlineData("project=WEB")]
    public async Task An_Answer_That_Repeats_Text_From_The_Address_Is_Never_Compressed(string question) =>
        Assert.Null((await GetAsync(_host, $"/api/v1/repositories?pageSize=1&{question}", "gzip")).Encoding);

    [Fact]
    public async Task The_Answer_Varies_By_The_Form_It_Can_Have()
    {
        using var response = await _host.Client.GetAsync("/api/v1/repositories", Cancellation);

        Assert.Equal("Accept-Encoding", string.Join(", ", response.Headers.Vary));
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task Nothing_Kept_Is_Shown_Once_The_Connection_Has_Ended()
    {
        await GetAsync(_host, "/api/v1/repositories", null);
        _host.Catalog.Ended.Add(Ann);

        using var response = await _host.Client.GetAsync("/api/v1/repositories", Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task A_New_Reading_Is_Shown_In_Place_Of_What_Was_Kept()
    {
        var (before, _) = await GetAsync(_host, "/api/v1/repositories", null);
        _host.Catalog.Workspaces["acme"] = Page(Repository("brand-new"));
        _host.Catalog.Clock.Advance(TimeSpan.FromMinutes(6));
        await GetAsync(_host, "/api/v1/repositories", null);
        await _host.Catalog.ListWhenSettledAsync();

        var (after, _) = await GetAsync(_host, "/api/v1/repositories", null);

        Assert.NotEqual(before, after);
        Assert.Contains("brand-new", System.Text.Encoding.UTF8.GetString(after));
    }

    private static async Task<(byte[] Body, string? Encoding)> GetAsync(LendingHost host, string address, string? accepted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (accepted is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        }

        using var response = await host.Client.SendAsync(request, Cancellation);
        var body = await response.Content.ReadAsByteArrayAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, $"{address}: {response.StatusCode}");
        Assert.Equal(body.Length, response.Content.Headers.ContentLength);
        return (body, response.Content.Headers.ContentEncoding.SingleOrDefault());
    }

    private static byte[] Unpack(byte[] packed)
    {
        using var plain = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        gzip.CopyTo(plain);
        return plain.ToArray();
    }
}

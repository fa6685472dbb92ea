using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using WebPortal.Bitbucket;
using Xunit;

namespace WebPortal.Tests.Bitbucket;

[Trait("Level", "Unit")]
public sealed class ApiAnswerTests
{
    [Theory]
    [InlineData(401, nameof(BitbucketErrorKind.Unauthorized))]
    [InlineData(403, nameof(BitbucketErrorKind.Forbidden))]
    [InlineData(404, nameof(BitbucketErrorKind.NotFound))]
    [InlineData(408, nameof(BitbucketErrorKind.Unavailable))]
    [InlineData(410, nameof(BitbucketErrorKind.Gone))]
    [InlineData(429, nameof(BitbucketErrorKind.RateLimited))]
    [InlineData(500, nameof(BitbucketErrorKind.Unavailable))]
    [InlineData(502, nameof(BitbucketErrorKind.Unavailable))]
    [InlineData(503, nameof(BitbucketErrorKind.Unavailable))]
    [InlineData(555, nameof(BitbucketErrorKind.Unavailable))]
    [InlineData(201, nameof(BitbucketErrorKind.Invalid))]
    [InlineData(204, nameof(BitbucketErrorKind.Invalid))]
    [InlineData(304, nameof(BitbucketErrorKind.Invalid))]
    [InlineData(400, nameof(BitbucketErrorKind.Invalid))]
    [InlineData(418, nameof(BitbucketErrorKind.Invalid))]
    public async Task A_Status_Maps_To_One_Kind_Whatever_The_Text_Says(int status, string kind)
    {
        string?[] bodies = [null, "Rate limit exceeded", "<html>token expired</html>", """{"type":"error","error":{"message":"401 404 scope"}}""", "{\"error\":"];
        await using var upstream = await UpstreamDouble.StartAsync();
        using var api = new ApiUnderTest(upstream.ApiBase);
        foreach (var body in bodies)
        {
            upstream.Answer = async context =>
            {
                context.Response.StatusCode = status;
                if (body is not null && status is not (204 or 304))
                {
                    await context.Response.WriteAsync(body);
                }
            };

            var result = await api.Api.GetUserAsync(TestContext.Current.CancellationToken);

            Assert.Equal(Enum.Parse<BitbucketErrorKind>(kind), result.Error?.Kind);
            Assert.Equal(status, result.Error?.Status);
        }
    }

    [Theory]
    [InlineData("""{"type":"error","error":{"message":"m","detail":{"required":["account","repository:write"],"granted":[]}}}""", "account repository:write")]
    [InlineData("""{"error":{"detail":{"required":["account",7,null,"<b>x</b>","Häß","a b"]}}}""", "account")]
    [InlineData("""{"error":{"detail":{"required":[]}}}""", null)]
    [InlineData("""{"error":{"detail":{"required":"account"}}}""", null)]
    [InlineData("""{"error":{"detail":"required: account"}}""", null)]
    [InlineData("""{"error":["detail"]}""", null)]
    [InlineData("""["error"]""", null)]
    public async Task Required_Scopes_Are_Read_From_The_Structure(string body, string? scopes)
    {
        await using var upstream = await UpstreamDouble.StartAsync(context =>
        {
            context.Response.StatusCode = 403;
            return UpstreamDouble.WriteJsonAsync(context, body);
        });
        using var api = new ApiUnderTest(upstream.ApiBase);

        var error = (await api.Api.GetUserAsync(TestContext.Current.CancellationToken)).Error!;

        Assert.Equal(scopes is null ? BitbucketErrorKind.Forbidden : BitbucketErrorKind.MissingScope, error.Kind);
        Assert.Equal(scopes, error.RequiredScopes is null ? null : string.Join(' ', error.RequiredScopes));
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("0", 0)]
    [InlineData("Thu, 01 Jan 2026 00:10:00 GMT", 600)]
    [InlineData("Thu, 01 Jan 2015 00:00:00 GMT", 0)]
    [InlineData("1000000000", 3600)]
    [InlineData("99999999999999999999", null)]
    [InlineData("-5", null)]
    [InlineData("soon", null)]
    [InlineData(null, null)]
    public async Task Retry_After_Is_Read_In_Both_Forms_And_Capped(string? header, int? seconds)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var upstream = await UpstreamDouble.StartAsync(context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = header;
            return Task.CompletedTask;
        });
        using var api = new ApiUnderTest(upstream.ApiBase, clock);

        var error = (await api.Api.GetUserAsync(TestContext.Current.CancellationToken)).Error!;

        Assert.Equal(seconds, (int?)error.RetryAfter?.TotalSeconds);
    }

    [Theory]
    [InlineData("", nameof(BitbucketErrorKind.Invalid))]
    [InlineData("null", nameof(BitbucketErrorKind.Invalid))]
    [InlineData("[]", nameof(BitbucketErrorKind.Invalid))]
    [InlineData("7", nameof(BitbucketErrorKind.Invalid))]
    [InlineData("{", nameof(BitbucketErrorKind.Invalid))]
    [InlineData("{}", nameof(BitbucketErrorKind.Invalid))]
    [InlineData("""{"values":null}""", nameof(BitbucketErrorKind.Invalid))]
    [InlineData("""{"values":{}}""", nameof(BitbucketErrorKind.Invalid))]
    [InlineData("""{"values":[7]}""", nameof(BitbucketErrorKind.Invalid))]
    [InlineData("""{"values":[{"slug":{}}]}""", nameof(BitbucketErrorKind.Invalid))]
    [InlineData("""{"values":[{"is_private":"perhaps"}]}""", nameof(BitbucketErrorKind.Invalid))]
    [InlineData("""{"values":[{"slug":"\ud800"}]}""", nameof(BitbucketErrorKind.Invalid))]
    [InlineData("""{"values":[],"next":7}""", nameof(BitbucketErrorKind.Invalid))]
    [InlineData("<!doctype html><title>Maintenance</title>", nameof(BitbucketErrorKind.Unavailable))]
    [InlineData("  \r\n<html>", nameof(BitbucketErrorKind.Unavailable))]
    public async Task A_Body_Of_Another_Shape_Is_An_Error_And_Not_An_Exception(string body, string kind)
    {
        await using var upstream = await UpstreamDouble.StartAsync(context => UpstreamDouble.WriteJsonAsync(context, body));
        using var api = new ApiUnderTest(upstream.ApiBase);

        var result = await api.Api.ReadRepositoriesPageAsync(Repositories(api), TestContext.Current.CancellationToken);

        Assert.Equal(Enum.Parse<BitbucketErrorKind>(kind), result.Error?.Kind);
    }

    [Fact]
    public async Task Bytes_That_Are_Not_Utf8_Are_Invalid()
    {
        byte[] body = [.. "{\"values\":[{\"slug\":\""u8, 0xC3, 0x28, 0xFF, .. "\"}]}"u8];
        await using var upstream = await UpstreamDouble.StartAsync(context => context.Response.Body.WriteAsync(body).AsTask());
        using var api = new ApiUnderTest(upstream.ApiBase);

        var result = await api.Api.ReadRepositoriesPageAsync(Repositories(api), TestContext.Current.CancellationToken);

        Assert.Equal(BitbucketErrorKind.Invalid, result.Error?.Kind);
    }

    [Theory]
    [InlineData("""{"values":[]}""", 0)]
    [InlineData("""{"values":[],"next":""}""", 0)]
    [InlineData("""{"values":[],"next":null,"size":null,"pagelen":null,"page":null}""", 0)]
    [InlineData("""{"values":[null,{"slug":null},{}],"size":"3","unknown":{"deep":[1,2]}}""", 2)]
    [InlineData("""{"values":[{"slug":"a","size":"12","links":{"clone":[null,{}],"html":null},"workspace":null,"mainbranch":null,"parent":{}}]}""", 1)]
    [InlineData("""{"values":[{"slug":"a","updated_on":"not a time","language":null,"project":{}}]}""", 1)]
    public async Task Odd_But_Readable_Shapes_Are_Survived(string body, int entries)
    {
        await using var upstream = await UpstreamDouble.StartAsync(context => UpstreamDouble.WriteJsonAsync(context, body));
        using var api = new ApiUnderTest(upstream.ApiBase);

        var page = (await api.Api.ReadRepositoriesPageAsync(Repositories(api), TestContext.Current.CancellationToken)).Value;

        Assert.NotNull(page);
        Assert.True(page.IsLast);
        Assert.Equal(entries, page.Values.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_Body_Above_The_Limit_Is_Invalid_Also_When_It_Grew_From_Compression(bool compressed)
    {
        await using var upstream = await UpstreamDouble.StartAsync(async context =>
        {
            var json = Encoding.UTF8.GetBytes("{\"values\":[],\"x\":\"" + new string('x', BitbucketApiClient.LongestBody) + "\"}");
            if (!compressed)
            {
                await context.Response.Body.WriteAsync(json);
                return;
            }

            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await gzip.WriteAsync(json);
        });
        using var api = new ApiUnderTest(upstream.ApiBase);

        var result = await api.Api.ReadRepositoriesPageAsync(Repositories(api), TestContext.Current.CancellationToken);

        Assert.Equal(BitbucketErrorKind.Invalid, result.Error?.Kind);
    }

    [Theory]
    [InlineData("reset", nameof(BitbucketErrorKind.Unavailable))]
    [InlineData("cut body", nameof(BitbucketErrorKind.Unavailable))]
    [InlineData("garbage gzip", nameof(BitbucketErrorKind.Unavailable))]
    [InlineData("truncated gzip", nameof(BitbucketErrorKind.Invalid))]
    public async Task A_Dropped_Or_Damaged_Transfer_Is_An_Error_And_Not_An_Exception(string fault, string kind)
    {
        await using var upstream = await UpstreamDouble.StartAsync(async context =>
        {
            switch (fault)
            {
                case "reset":
                    context.Abort();
                    break;
                case "cut body":
                    context.Response.ContentLength = 1000;
                    await context.Response.WriteAsync("{\"values\":[");
                    context.Abort();
                    break;
                default:
                    context.Response.Headers.ContentEncoding = "gzip";
                    await context.Response.Body.WriteAsync(fault == "garbage gzip" ? "not gzip at all"u8.ToArray() : Gzip("{\"values\":[]}")[..^10]);
                    break;
            }
        });
        using var api = new ApiUnderTest(upstream.ApiBase);

        var result = await api.Api.ReadRepositoriesPageAsync(Repositories(api), TestContext.Current.CancellationToken);

        Assert.Equal(Enum.Parse<BitbucketErrorKind>(kind), result.Error?.Kind);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_Silent_Upstream_Ends_With_The_Time_Limit_Also_While_The_Body_Is_Read(bool headersFirst)
    {
        var clock = new FakeTimeProvider();
        await using var upstream = await UpstreamDouble.StartAsync(async context =>
        {
            if (headersFirst)
            {
                await context.Response.WriteAsync("{", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }

            clock.Advance(TimeSpan.FromSeconds(31));
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        using var api = new ApiUnderTest(upstream.ApiBase, clock);

        var result = await api.Api.GetUserAsync(TestContext.Current.CancellationToken);

        Assert.Equal(new BitbucketError(BitbucketErrorKind.Unavailable), result.Error);
    }

    [Fact]
    public async Task A_Caller_That_Leaves_Is_A_Cancellation_And_Not_A_Fault_Of_Bitbucket()
    {
        using var leaving = new CancellationTokenSource();
        await using var upstream = await UpstreamDouble.StartAsync(async context =>
        {
            await leaving.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        using var api = new ApiUnderTest(upstream.ApiBase);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => api.Api.GetUserAsync(leaving.Token));
    }

    private static ApiAddress Repositories(ApiUnderTest api)
    {
        Assert.True(WorkspaceSlug.TryParse("acme", out var workspace));
        return api.Addresses.Repositories(workspace);
    }

    private static byte[] Gzip(string text)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return buffer.ToArray();
    }
}

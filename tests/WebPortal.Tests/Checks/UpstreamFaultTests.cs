using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using WebPortal.Repositories;
using WebPortal.Tests.Bitbucket;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Checks;

/// <summary>UP-01 for the list: whatever a workspace answers, its page says so in plain words and the other workspace is still shown.</summary>
[Trait("Level", "Integration")]
public sealed class UpstreamFaultTests
{
    private static readonly (string Name, FailureReason Reason, Func<HttpContext, Task> Answer)[] Faults =
    [
        ("403", FailureReason.Forbidden, Status(403, "{}")),
        ("404", FailureReason.NotFound, Status(404, "<h1>gone</h1>")),
        ("410", FailureReason.Gone, Status(410, "")),
        ("429", FailureReason.RateLimited, Status(429, "Rate limit for this resource has been exceeded")),
        ("500", FailureReason.Unavailable, Status(500, "<h1>oops</h1>")),
        ("502", FailureReason.Unavailable, Status(502, "<h1>oops</h1>")),
        ("503", FailureReason.Unavailable, Status(503, "")),
        ("timeout", FailureReason.Unavailable, context => Task.Delay(TimeSpan.FromSeconds(30), context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default)),
        ("reset", FailureReason.Unavailable, Reset),
        ("truncated gzip", FailureReason.Invalid, TruncatedGzipAsync),
        ("garbage JSON", FailureReason.Invalid, Json("{\"values\": [{\"slug\": \"cut <<<< }]")),
        ("HTML 200", FailureReason.Unavailable, Status(200, "<!DOCTYPE html><html><body>Maintenance</body></html>")),
        ("wrong type", FailureReason.Invalid, Json("""{"values":{"slug":"a"}}""")),
        ("wrong type inside", FailureReason.Invalid, Json("""{"values":[{"slug":["a"]}]}""")),
        ("null fields", FailureReason.UnreadableEntries, Json("""{"values":[{"slug":null,"name":null,"links":null,"updated_on":null,"workspace":null},null],"next":null,"size":null}""")),
        ("null list", FailureReason.Invalid, Json("""{"values":null}""")),
        ("invalid UTF-8", FailureReason.Invalid, context => context.Response.Body.WriteAsync(new byte[] { (byte)'{', (byte)'"', 0xC3, 0x28, 0xFF, (byte)'"', (byte)':', (byte)'1', (byte)'}' }).AsTask()),
        ("204", FailureReason.Invalid, Status(204, "")),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_Fault_Of_One_Workspace_Is_Named_And_The_Other_Is_Shown()
    {
        await using var bitbucket = await FaultyBitbucket.StartAsync(("Repositories:CacheLifetime", "00:00:00"), ("Bitbucket:RequestTimeout", "00:00:01"));
        using var visitor = bitbucket.Portal.NewVisitor();
        await visitor.SignInAsync(Seeds.Person);
        foreach (var (name, reason, answer) in Faults)
        {
            bitbucket.Fault = answer;
            bitbucket.Advance(TimeSpan.FromMinutes(61));
            await LookAsync(visitor, name, FailureText.Of(reason, []));
        }

        // A credential that is refused even after a refresh ends the connection: every page says what to do.
        bitbucket.Fault = Status(401, "{}");
        bitbucket.Advance(TimeSpan.FromMinutes(61));
        using var page = await visitor.GetAsync("/repositories");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("Reconnect", await page.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        using var json = await visitor.GetAsync("/api/v1/repositories");
        Assert.InRange((int)json.StatusCode, 400, 499);
    }

    private static async Task LookAsync(Visitor visitor, string fault, string sentence)
    {
        var page = await visitor.ReadPageAsync("/repositories");
        Assert.True(page.Body!.TextContent.Contains("Good repository", StringComparison.Ordinal), $"{fault}: the other workspace is missing");

        using var json = await visitor.GetAsync("/api/v1/repositories");
        using var answer = JsonDocument.Parse(await json.Content.ReadAsStringAsync(Cancellation));
        var completeness = answer.RootElement.GetProperty("completeness");
        Assert.True(completeness.GetProperty("state").ValueEquals("partial"), $"{fault}: said to be complete");

        // A reached limit is the person's: then nothing else is read again either, but it is shown.
        var failures = completeness.GetProperty("failures").EnumerateArray().ToDictionary(failure => failure.GetProperty("workspace").GetString()!, failure => failure.GetProperty("reason").GetString());
        Assert.True(sentence == failures["bad"], $"{fault}: said as {failures["bad"]}");
        Assert.True(failures.Count == 1 || fault == "429", $"{fault}: more than one workspace failed");

        foreach (var address in (string[])["/repositories/bad", "/repositories?query=good"])
        {
            using var other = await visitor.GetAsync(address);
            Assert.True(other.StatusCode == HttpStatusCode.OK, $"{fault}: {address} answered {other.StatusCode}");
        }

        using var bad = await visitor.GetAsync("/api/v1/workspaces/bad/repositories");
        Assert.True((int)bad.StatusCode is 200 or 403 or 404 or 503, $"{fault}: the API answered {bad.StatusCode}");
    }

    private static Func<HttpContext, Task> Json(string json) => context => UpstreamDouble.WriteJsonAsync(context, json);

    private static Func<HttpContext, Task> Status(int status, string body) => context =>
    {
        context.Response.StatusCode = status;
        return status == 204 ? Task.CompletedTask : context.Response.WriteAsync(body);
    };

    private static Task Reset(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private static async Task TruncatedGzipAsync(HttpContext context)
    {
        using var packed = new MemoryStream();
        await using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await zip.WriteAsync(Encoding.UTF8.GetBytes($$"""{"values":[{{string.Join(',', Enumerable.Range(0, 500).Select(number => $$$"""{"slug":"r{{{number * 7919}}}"}"""))}}]}"""));
        }

        context.Response.ContentType = "application/json";
        context.Response.Headers.ContentEncoding = "gzip";
        await context.Response.Body.WriteAsync(packed.ToArray().AsMemory(0, (int)packed.Length / 2));
    }
}

using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace WebPortal.Tests.Hosting;

/// <summary>Errors tell what happened in general and where to look, never how.</summary>
[Trait("Level", "Integration")]
public sealed class ErrorAnswersTests
{
    [Fact]
    public async Task A_Failing_Page_Says_Nothing_About_The_Exception()
    {
        await using var portal = await PortalHost.StartAsync(environment: "Development");

        var answer = await portal.GetAsync("/throw");

        var text = await ReadAsync(answer);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("Correlation ID: ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        Assert.DoesNotContain("style", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/throw", 500)]
    [InlineData("/api/v1/missing", 404)]
    [InlineData("/api/v1/post", 405)]
    [InlineData("/API/v1/missing", 404)]
    public async Task Json_Addresses_Answer_Problem_Details_With_The_Id_That_Stands_In_The_Log(string path, int status)
    {
        await using var portal = await PortalHost.StartAsync();

        var answer = await portal.GetAsync(path);

        using var problem = JsonDocument.Parse(await ReadAsync(answer));
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.DoesNotContain("canary", problem.RootElement.GetRawText(), StringComparison.Ordinal);
        Assert.Contains(problem.RootElement.GetProperty("traceId").GetString()!, portal.Log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Error_Page_Is_Shown_As_A_Get_With_The_Original_Status()
    {
        await using var portal = await PortalHost.StartAsync(map: app =>
        {
            app.MapPost("/fail", IResult () => throw new InvalidOperationException());
            app.MapGet("/error", (HttpContext context) => Results.Content(Describe(context), "text/html"));
        });

        var answer = await portal.SendAsync(HttpMethod.Post, "/fail?code=secret");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("GET /error  from /fail  500", await ReadAsync(answer));
    }

    [Fact]
    public async Task An_Error_Page_That_Fails_Itself_Still_Leaves_A_Readable_Answer()
    {
        await using var portal = await PortalHost.StartAsync(map: app => app.MapGet("/error", IResult () => throw new InvalidOperationException()));

        var answer = await portal.GetAsync("/missing");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("Not Found", await ReadAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Request_That_The_Browser_Gave_Up_Is_Not_An_Error_In_The_Log()
    {
        var entered = new TaskCompletionSource();
        var left = new TaskCompletionSource();
        await using var portal = await PortalHost.StartAsync(map: app => app.MapGet("/slow", async (HttpContext context) =>
        {
            entered.SetResult();
            context.Response.RegisterForDispose(new OnDispose(() => left.SetResult()));
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/slow") { Headers = { Host = "localhost:5080" } };
        var pending = portal.Client.SendAsync(request, stop.Token);
        await entered.Task;

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
        await left.Task;

        Assert.DoesNotContain("\"@l\":\"Error\"", portal.Log.ToString(), StringComparison.Ordinal);
    }

    private static string Describe(HttpContext context)
    {
        var failed = context.Features.Get<IStatusCodeReExecuteFeature>()!;
        return $"{context.Request.Method} {context.Request.Path} {context.Request.QueryString} from {failed.OriginalPath} "
            + $"{failed.OriginalQueryString} {failed.OriginalStatusCode}";
    }

    private static Task<string> ReadAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private sealed class OnDispose(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}

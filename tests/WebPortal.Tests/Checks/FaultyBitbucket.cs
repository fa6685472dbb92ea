using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using WebPortal.Tests.Bitbucket;
using WebPortal.Tests.Infrastructure;

namespace WebPortal.Tests.Checks;

/// <summary>An API whose people are the emulator's and who are all in two workspaces: <c>good</c> always answers, <c>bad</c> as the test says.</summary>
internal sealed class FaultyBitbucket : IAsyncDisposable
{
    public const string Good = """{"values":[{"slug":"good-repo","name":"Good repository"}]}""";

    private readonly HttpClient emulator = new();

    private FaultyBitbucket()
    {
    }

    public UpstreamDouble Upstream { get; private set; } = null!;

    public PortalApp Portal { get; private set; } = null!;

    /// <summary>What <c>bad</c> answers; null is the same as <c>good</c>.</summary>
    public Func<HttpContext, Task>? Fault { get; set; }

    /// <summary>Only for calls with this credential; null is for everybody.</summary>
    public string? OnlyFor { get; set; }

    public int BadCalls => Upstream.Journal.Count(entry => entry.Path == "/2.0/repositories/bad");

    public static async Task<FaultyBitbucket> StartAsync(params (string Key, string Value)[] settings)
    {
        var faulty = new FaultyBitbucket();
        faulty.Upstream = await UpstreamDouble.StartAsync(faulty.AnswerAsync);
        faulty.Portal = await PortalApp.StartAsync(settings: [("Bitbucket:ApiBaseAddress", faulty.Upstream.ApiBase.ToString()), .. settings]);
        return faulty;
    }

    /// <summary>For the portal and for the emulator, which judges its tokens.</summary>
    public void Advance(TimeSpan by)
    {
        Portal.Clock.Advance(by);
        Portal.Emulator.Clock.Advance(by);
    }

    public async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        await Upstream.DisposeAsync();
        emulator.Dispose();
    }

    private Task AnswerAsync(HttpContext context) => context.Request.Path.Value switch
    {
        "/2.0/user/workspaces" => UpstreamDouble.WriteJsonAsync(context, """{"values":[{"workspace":{"slug":"bad"}},{"workspace":{"slug":"good"}}]}"""),
        "/2.0/repositories/bad" when Fault is { } fault && (OnlyFor is null || context.Request.Headers.Authorization == OnlyFor) => fault(context),
        "/2.0/repositories/bad" or "/2.0/repositories/good" => UpstreamDouble.WriteJsonAsync(context, Good),
        "/2.0/workspaces/bad" => UpstreamDouble.WriteJsonAsync(context, """{"slug":"bad","name":"Bad"}"""),
        _ => ForwardAsync(context),
    };

    private async Task ForwardAsync(HttpContext context)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Portal.Emulator.ApiAddress, context.Request.Path.Value!));
        request.Headers.Authorization = AuthenticationHeaderValue.Parse(context.Request.Headers.Authorization.ToString());
        using var answer = await emulator.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(await answer.Content.ReadAsByteArrayAsync(context.RequestAborted), context.RequestAborted);
    }
}

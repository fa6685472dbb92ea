using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace WebPortal.Tests.Bitbucket;

/// <summary>A loopback listener that answers as the test says and writes down everything that reaches it.</summary>
internal sealed class UpstreamDouble : IAsyncDisposable
{
    private readonly WebApplication app;

    private UpstreamDouble(WebApplication app) => this.app = app;

    public sealed record Entry(string Target, string? Authorization, IHeaderDictionary Headers)
    {
        public string Path => Target.Split('?')[0];
    }

    public ConcurrentQueue<Entry> Journal { get; } = new();

    public RequestDelegate Answer { get; set; } = context =>
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    };

    public Uri Origin => new(app.Urls.First());

    public Uri ApiBase => new(Origin, "/2.0/");

    public static async Task<UpstreamDouble> StartAsync(RequestDelegate? answer = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var upstream = new UpstreamDouble(builder.Build());
        upstream.Answer = answer ?? upstream.Answer;
        upstream.app.Run(context =>
        {
            var raw = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
            upstream.Journal.Enqueue(new Entry(raw, context.Request.Headers.Authorization, new HeaderDictionary(context.Request.Headers.ToDictionary())));
            return upstream.Answer(context);
        });
        await upstream.app.StartAsync(TestContext.Current.CancellationToken);
        return upstream;
    }

    public static Task WriteJsonAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(json);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }
}

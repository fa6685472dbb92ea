using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WebPortal.Hosting;
using Xunit;

namespace WebPortal.Tests.Hosting;

/// <summary>The hosting part of the portal on a real port, with a few endpoints that report what they see.</summary>
internal sealed class PortalHost : IAsyncDisposable
{
    public const string Https = "https://portal.example";

    private readonly WebApplication _app;

    private PortalHost(WebApplication app, StringWriter log)
    {
        _app = app;
        Log = log;
        Address = new Uri(app.Urls.Single());
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public StringWriter Log { get; }

    public static async Task<PortalHost> StartAsync(
        string publicAddress = "http://localhost:5080",
        IEnumerable<string>? settings = null,
        string environment = "Production",
        Action<WebApplicationBuilder>? configure = null,
        Action<WebApplication>? map = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = environment,
            Args = [$"--Portal:PublicAddress={publicAddress}", "--urls=http://127.0.0.1:0", .. settings ?? []],
        });
        builder.AddHosting();
        var log = new StringWriter();
        builder.Services.AddSingleton(new LogWriter(TextWriter.Synchronized(log)));
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseHosting();
        app.UseRouting();
        app.MapHealth();
        MapProbes(app);
        map?.Invoke(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new PortalHost(app, log);
    }

    /// <summary>Sends with the Host header of the public address unless another one is given.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? host = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Host = host ?? _app.Services.GetRequiredService<PublicAddress>().Host.Value;
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (method == HttpMethod.Post)
        {
            request.Content = new StringContent("body");
        }

        return Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> GetAsync(string path, string? host = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, host, headers);

    /// <summary>Sends bytes as they stand, for requests that no HTTP client would write.</summary>
    public async Task<string> SendRawAsync(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(Address.Host, Address.Port, TestContext.Current.CancellationToken);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private static void MapProbes(WebApplication app)
    {
        app.MapGet("/seen", Seen);
        app.MapGet("/api/v1/seen", Seen);
        app.MapPost("/post", () => "posted");
        app.MapPost("/read", async (HttpRequest request) => await new StreamReader(request.Body).ReadToEndAsync());
        app.MapPost("/api/v1/post", () => "posted");
        app.MapGet("/throw", IResult () => throw new InvalidOperationException("canary-exception-text"));
        app.MapGet("/api/v1/throw", IResult () => throw new InvalidOperationException("canary-exception-text"));
        app.MapGet("/elsewhere", () => Results.Redirect("/seen"));
        app.MapGet("/empty", () => Results.NoContent());
    }

    private static string Seen(HttpContext context) =>
        $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase} {context.Connection.RemoteIpAddress}";
}

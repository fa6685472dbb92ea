using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace WebPortal.Benchmarks;

/// <summary>What every comparison stands on: Kestrel with as little as will do the same.</summary>
internal static class Floors
{
    /// <summary>Serves files of a folder from memory, by name; <c>/hello</c> is there without a file.</summary>
    public static Task<int> BytesAsync(int port, string folder)
    {
        var bodies = Directory.EnumerateFiles(folder).ToDictionary(file => "/" + Path.GetFileName(file), File.ReadAllBytes);
        bodies["/hello"] = "Hello"u8.ToArray();
        return RunAsync(port, context =>
        {
            var body = bodies[context.Request.Path.Value!];
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = body.Length;
            return context.Response.Body.WriteAsync(body).AsTask();
        });
    }

    /// <summary>The smallest application.</summary>
    public static Task<int> HelloAsync(int port) => RunAsync(port, static context => context.Response.WriteAsync("Hello"));

    /// <summary>Asks upstream for each request and passes the bytes on.</summary>
    public static async Task<int> ForwardAsync(int port, string target, string bearer)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        client.DefaultRequestHeaders.Authorization = new("Bearer", bearer);
        return await RunAsync(port, async context =>
        {
            using var answer = await client.GetAsync(new Uri(target), HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
            var body = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(context.RequestAborted);
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        });
    }

    public static WebApplicationBuilder Builder(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        return builder;
    }

    private static async Task<int> RunAsync(int port, RequestDelegate handler)
    {
        var app = Builder(port).Build();
        app.Run(handler);
        await app.RunAsync();
        return 0;
    }
}

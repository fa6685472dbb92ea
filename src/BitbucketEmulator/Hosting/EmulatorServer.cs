using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace BitbucketEmulator.Hosting;

/// <summary>One process with two listeners; each connection is marked with the side it belongs to.</summary>
internal static class EmulatorServer
{
    // Tokens of 64 KB travel in headers, and long states in request lines.
    private const int LargestHeaders = 1_048_576;
    private const int LongestRequestLine = 262_144;

    public static WebApplication Build(EmulatorOptions options, EmulatorState state)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(EmulatorServer).Assembly.GetName().Name });
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole();
        // A port that is taken is said in one sentence by whoever starts the emulator.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestHeadersTotalSize = LargestHeaders;
            kestrel.Limits.MaxRequestLineSize = LongestRequestLine;
            kestrel.Limits.MaxRequestBufferSize = LargestHeaders * 2;
            Listen(kestrel, options.WebAddress, EmulatorSide.Web);
            Listen(kestrel, options.ApiAddress, EmulatorSide.Api);
        });
        builder.Services.AddSingleton(state);
        builder.Services.AddSingleton<EmulatorPipeline>();
        var application = builder.Build();
        application.Run(application.Services.GetRequiredService<EmulatorPipeline>().InvokeAsync);
        return application;
    }

    private static void Listen(KestrelServerOptions kestrel, string address, EmulatorSide side)
    {
        var binding = BindingAddress.Parse(address);
        if (IPAddress.TryParse(binding.Host, out var ip))
            kestrel.Listen(ip, binding.Port, Mark);
        else if (binding.Host == "localhost" && binding.Port != 0)
            kestrel.ListenLocalhost(binding.Port, Mark);
        else if (binding.Host == "localhost")
            kestrel.Listen(IPAddress.Loopback, 0, Mark);
        else
            kestrel.ListenAnyIP(binding.Port, Mark);

        void Mark(ListenOptions listen)
        {
            listen.Protocols = HttpProtocols.Http1;
            var feature = new SideFeature(side);
            listen.Use(next => connection =>
            {
                connection.Features.Set(feature);
                return next(connection);
            });
        }
    }
}

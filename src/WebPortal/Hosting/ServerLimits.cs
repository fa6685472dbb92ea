using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace WebPortal.Hosting;

/// <summary>Bounds on what one request may cost, far above anything the portal's own pages send.</summary>
internal static class ServerLimits
{
    private const int Kilobyte = 1024;

    public static void Apply(KestrelServerOptions server)
    {
        server.AddServerHeader = false;
        server.Limits.MaxRequestBodySize = 1024 * Kilobyte;
        server.Limits.MaxRequestLineSize = 8 * Kilobyte;
        server.Limits.MaxRequestHeadersTotalSize = 32 * Kilobyte;
        server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
    }
}

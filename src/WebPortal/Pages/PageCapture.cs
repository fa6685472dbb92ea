using Microsoft.AspNetCore.Http.Features;

namespace WebPortal.Pages;

/// <summary>Lets the rest of the pipeline write into memory. Nothing is sent meanwhile: status and headers can still be looked at.</summary>
internal static class PageCapture
{
    public static async Task<(int Status, byte[] Body)> RunAsync(HttpContext context, RequestDelegate next)
    {
        var real = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var memory = new MemoryStream();
        var captured = new StreamResponseBodyFeature(memory, real);
        context.Features.Set<IHttpResponseBodyFeature>(captured);
        try
        {
            await next(context);
            await captured.Writer.FlushAsync(context.RequestAborted);
        }
        finally
        {
            context.Features.Set(real);
        }

        return (context.Response.StatusCode, memory.ToArray());
    }
}

using System.Net;
using Microsoft.Extensions.Options;

namespace WebPortal.Bitbucket;

internal static class BitbucketServices
{
    public static IServiceCollection AddBitbucket(this IServiceCollection services)
    {
        services.AddOptions<BitbucketOptions>()
            .BindConfiguration(BitbucketOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<BitbucketOptions>, BitbucketOptionsValidator>();
        services.AddHttpClient<TokenEndpointClient>(Configure).ConfigurePrimaryHttpMessageHandler(CreateTransport);
        services.AddHttpClient<BitbucketApiClient>(Configure).ConfigurePrimaryHttpMessageHandler(CreateTransport);
        return services;
    }

    /// <summary>Time limits are set for each call, reading included, so the client's own is off.</summary>
    private static void Configure(HttpClient http) => http.Timeout = Timeout.InfiniteTimeSpan;

    /// <summary>No redirects (they could carry a credential elsewhere), no cookie jar (the factory shares transports between people).</summary>
    public static SocketsHttpHandler CreateTransport() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = true,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseHeadersLength = 64,
    };
}

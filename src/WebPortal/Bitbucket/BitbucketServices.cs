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
        services.AddSingleton<BitbucketAddresses>();
        services.AddSingleton<SourceAddresses>();
        AddClient<TokenEndpointClient>(services);
        AddClient<BitbucketApiClient>(services);
        return services;
    }

    /// <summary>The factory's own request logging is off: addresses with their queries do not belong in a log.</summary>
    private static void AddClient<TClient>(IServiceCollection services)
        where TClient : class =>
        services.AddHttpClient<TClient>(Configure).ConfigurePrimaryHttpMessageHandler(CreateTransport).RemoveAllLoggers();

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

    /// <summary>The same for answers that are passed on: bodies stay as they come, and nothing about the caller's request travels on.</summary>
    public static SocketsHttpHandler CreatePassingTransport()
    {
        var transport = CreateTransport();
        transport.AutomaticDecompression = DecompressionMethods.None;
        transport.ActivityHeadersPropagator = null;
        return transport;
    }
}

using WebPortal.Bitbucket;

namespace WebPortal.Commands;

/// <summary>Asks whether Bitbucket's two servers answer at all. Never sends a credential, so any answer will do.</summary>
internal static class UpstreamChecks
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async Task<IReadOnlyList<Finding>> RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var bitbucket = new BitbucketOptions();
        services.GetRequiredService<IConfiguration>().GetSection(BitbucketOptions.SectionName).Bind(bitbucket);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Patience };
        return await Task.WhenAll(
            AskAsync(client, "Bitbucket:TokenEndpoint", bitbucket.TokenEndpoint, cancellationToken),
            AskAsync(client, "Bitbucket:ApiBaseAddress", bitbucket.ApiBaseAddress, cancellationToken));
    }

    private static async Task<Finding> AskAsync(HttpClient client, string setting, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return (int)answer.StatusCode < 500
                ? Finding.Good($"{setting}: {address.Host} answers")
                : Finding.Bad($"{setting}: {address.Host} answers with {(int)answer.StatusCode}. Wait, or look at Bitbucket's status page.");
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return Finding.Bad($"{setting}: {address.Host} does not answer within {Patience.TotalSeconds} seconds. Check the address, name resolution, "
                + "the firewall and, behind a proxy, the environment variable HTTPS_PROXY.");
        }
    }
}

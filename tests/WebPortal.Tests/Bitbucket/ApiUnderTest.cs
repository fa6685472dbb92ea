using Microsoft.Extensions.Options;
using WebPortal.Bitbucket;
using Xunit;

namespace WebPortal.Tests.Bitbucket;

/// <summary>The API client over the product's own transport, aimed at a double.</summary>
internal sealed class ApiUnderTest : IDisposable
{
    private readonly HttpClient http = new(BitbucketServices.CreateTransport()) { Timeout = Timeout.InfiniteTimeSpan };

    public ApiUnderTest(Uri apiBase, TimeProvider? clock = null)
    {
        var options = Options.Create(new BitbucketOptions { ApiBaseAddress = apiBase });
        Clock = clock ?? TimeProvider.System;
        Addresses = new BitbucketAddresses(options);
        Client = new BitbucketApiClient(http, Addresses, options, Clock);
    }

    public TimeProvider Clock { get; }

    public BitbucketAddresses Addresses { get; }

    public BitbucketApiClient Client { get; }

    public BitbucketApi Api => For("access-token-1");

    public BitbucketApi For(string accessToken) => Client.For(new AccessToken(accessToken));

    public Task<PageWalkOutcome<BitbucketRepository>> WalkAsync(string workspace, PageWalkLimits? limits = null)
    {
        Assert.True(WorkspaceSlug.TryParse(workspace, out var slug));
        return new PageWalk<BitbucketRepository>(Api.ReadRepositoriesPageAsync, limits ?? PageWalkLimits.Default, Clock)
            .RunAsync(Addresses.Repositories(slug), TestContext.Current.CancellationToken);
    }

    public void Dispose() => http.Dispose();
}

using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using WebPortal.Bitbucket;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Repositories;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Repositories;

[Trait("Level", "Integration")]
public sealed class CatalogOverConnectionsTests
{
    [Fact]
    public async Task A_Credential_That_Dies_In_The_Middle_Is_Refreshed_Once_And_The_Reading_Is_Whole()
    {
        await using var parts = await PortalParts.StartAsync(DatabaseProvider.Sqlite);
        var connection = await parts.AddConnectionAsync((await parts.AddUserAsync()).Id, TimeSpan.FromHours(2));
        var dead = new ConcurrentBag<string>();
        parts.Upstream.Answer = (request, _) => Task.FromResult(request switch
        {
            { Method.Method: "POST" } => StubUpstream.Tokens("access-1", "refresh-1"),
            { Authorization: "Bearer access-0" } when request.Address.Query.Contains("page=3", StringComparison.Ordinal) || !dead.IsEmpty => Refuse(dead),
            _ when request.Address.AbsolutePath.EndsWith("/user/workspaces", StringComparison.Ordinal) =>
                StubUpstream.Json(HttpStatusCode.OK, """{"values":[{"workspace":{"slug":"acme"}}]}"""),
            _ => StubUpstream.Json(HttpStatusCode.OK, Page(request.Address)),
        });
        using var cache = Cache(parts, out var catalog);

        var listing = await catalog.ListAsync(connection.Id, RepositoryQuery.All, TestContext.Current.CancellationToken);

        Assert.True(listing.Completeness.IsComplete);
        Assert.Equal(950, listing.Total);
        Assert.Single(parts.Upstream.Requests, request => request.Method == HttpMethod.Post);
    }

    [Theory]
    [InlineData(nameof(ConnectionState.Suspended))]
    [InlineData(nameof(ConnectionState.ReconnectNeeded))]
    [InlineData(nameof(ConnectionState.Ended))]
    public async Task Data_Of_A_Connection_That_May_Not_Be_Used_Is_Not_Shown(string state)
    {
        await using var parts = await PortalParts.StartAsync(DatabaseProvider.Sqlite);
        var connection = await parts.AddConnectionAsync((await parts.AddUserAsync()).Id, TimeSpan.FromHours(2));
        parts.Upstream.Answer = (request, _) => Task.FromResult(StubUpstream.Json(
            HttpStatusCode.OK,
            request.Address.AbsolutePath.EndsWith("/user/workspaces", StringComparison.Ordinal) ? """{"values":[{"workspace":{"slug":"acme"}}]}""" : """{"values":[{"slug":"a"}]}"""));
        using var cache = Cache(parts, out var catalog);
        Assert.Single((await catalog.ListAsync(connection.Id, RepositoryQuery.All, TestContext.Current.CancellationToken)).Items);

        await using (var database = parts.Open())
        {
            database.Connections.Single(row => row.Id == connection.Id).State = Enum.Parse<ConnectionState>(state);
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var listing = await catalog.ListAsync(connection.Id, RepositoryQuery.All, TestContext.Current.CancellationToken);
        Assert.Equal(EmptyReason.ReconnectNeeded, listing.Empty);
        Assert.Empty(listing.Items);
        Assert.Empty(listing.Workspaces);
    }

    private static CatalogCache Cache(PortalParts parts, out RepositoryCatalog catalog)
    {
        var source = RepositorySource.Over(parts.Get<ConnectionAccess>());
        var cache = new CatalogCache(
            source, parts.Get<BitbucketAddresses>(), Options.Create(new RepositoriesOptions()), new CatalogLimits(), parts.Clock, NullLogger<CatalogCache>.Instance);
        catalog = new RepositoryCatalog(source, cache);
        return cache;
    }

    private static HttpResponseMessage Refuse(ConcurrentBag<string> dead)
    {
        dead.Add("access-0");
        return StubUpstream.Json(HttpStatusCode.Unauthorized, "{}");
    }

    private static string Page(Uri address)
    {
        var number = address.Query.Split("&page=") is [_, var text] ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 1;
        var slugs = Enumerable.Range((number - 1) * 100, number == 10 ? 50 : 100).Select(index => $$"""{"slug":"r{{index}}"}""");
        var next = number == 10 ? "" : $"\"next\":\"https://api.bitbucket.org/2.0/repositories/acme?page={number + 1}\",";
        return $$"""{{{next}}"size":950,"pagelen":100,"values":[{{string.Join(',', slugs)}}]}""";
    }
}

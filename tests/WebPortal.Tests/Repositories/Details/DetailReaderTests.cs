using Microsoft.Extensions.Logging.Abstractions;
using WebPortal.Bitbucket;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Repositories;
using WebPortal.Repositories.Details;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Repositories.Details;

[Trait("Level", "Integration")]
public sealed class DetailReaderTests
{
    [Fact]
    public async Task Without_The_Scope_Pull_Requests_Are_Not_Asked_For_And_Every_Credential_Stays_At_The_Api()
    {
        await using var parts = await PortalParts.StartAsync(DatabaseProvider.Sqlite);
        var connection = await parts.AddConnectionAsync((await parts.AddUserAsync()).Id, TimeSpan.FromHours(2));
        var reader = new DetailReader(parts.Get<ConnectionAccess>(), parts.Get<DetailCalls>(), parts.Get<SourceAddresses>(), new DetailLimits(), parts.Clock, NullLogger<DetailReader>.Instance);

        var details = await reader.ReadAsync(connection.Id, Item("release/1 & 2"), TestContext.Current.CancellationToken);

        Assert.Equal(FailureReason.MissingScope, details.PullRequests.Failure?.Reason);
        Assert.Equal(["pullrequest"], details.PullRequests.Failure!.RequiredScopes);
        Assert.Equal(FailureReason.NotFound, details.Branches.Failure?.Reason);
        Assert.Equal(
            ["/2.0/repositories/acme/rocket/commits", "/2.0/repositories/acme/rocket/refs/branches", "/2.0/repositories/acme/rocket/refs/branches/release/1%20%26%202", "/2.0/repositories/acme/rocket/refs/tags"],
            parts.Upstream.Requests.Select(request => request.Address.AbsolutePath).Order(StringComparer.Ordinal));
        Assert.All(parts.Upstream.Requests, request => Assert.Equal("api.bitbucket.org", request.Address.Host));
    }

    [Fact]
    public async Task Without_A_Main_Branch_Neither_Commits_Nor_Readme_Are_Asked_For()
    {
        await using var parts = await PortalParts.StartAsync(DatabaseProvider.Sqlite);
        var connection = await parts.AddConnectionAsync((await parts.AddUserAsync()).Id, TimeSpan.FromHours(2));
        var reader = new DetailReader(parts.Get<ConnectionAccess>(), parts.Get<DetailCalls>(), parts.Get<SourceAddresses>(), new DetailLimits(), parts.Clock, NullLogger<DetailReader>.Instance);

        var details = await reader.ReadAsync(connection.Id, Item(null), TestContext.Current.CancellationToken);

        Assert.Equal(new DetailSection<Readme>(null, null), details.Readme);
        Assert.Equal(2, parts.Upstream.Requests.Count);
    }

    private static RepositoryItem Item(string? mainBranch)
    {
        Assert.True(WorkspaceSlug.TryParse("acme", out var workspace));
        var branch = mainBranch is null ? null : new BitbucketRepository.Branch(mainBranch);
        return new RepositoryReading().Read(workspace, new BitbucketRepository(null, "rocket", null, null, null, null, null, null, null, null, branch, null, null, null))!;
    }
}

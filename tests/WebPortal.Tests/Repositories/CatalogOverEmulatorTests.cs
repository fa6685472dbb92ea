using BitbucketEmulator.Api;
using BitbucketEmulator.Control;
using BitbucketEmulator.Hosting;
using BitbucketEmulator.Seed;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using WebPortal.Repositories;
using WebPortal.Tests.Bitbucket;
using Xunit;

namespace WebPortal.Tests.Repositories;

[Trait("Level", "Integration")]
public sealed class CatalogOverEmulatorTests : IAsyncLifetime
{
    private EmulatorHost emulator = null!;
    private ApiUnderTest api = null!;

    public async ValueTask InitializeAsync()
    {
        emulator = await EmulatorHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        api = new ApiUnderTest(emulator.ApiBaseAddress);
    }

    public async ValueTask DisposeAsync()
    {
        api.Dispose();
        await emulator.DisposeAsync();
    }

    [Theory]
    [InlineData("amelia", "ghost")]
    [InlineData("bogdan", "ghost")]
    [InlineData("chidi", null)]
    [InlineData("daphne", null)]
    [InlineData("iris", null)]
    public async Task A_Person_Sees_Exactly_What_Bitbucket_Shows_Them(string username, string? failing)
    {
        var listing = await ListAsync(username);

        var person = emulator.World.FindPerson(username)!;
        var expected = person.Memberships.Where(membership => !membership.Workspace.ListingFails)
            .SelectMany(membership => membership.Workspace.Repositories)
            .Where(repository => Visibility.AccessOf(person, repository) > RepositoryAccess.None)
            .Select(repository => repository.FullName);
        Assert.Equal(expected.Order(), listing.Items.Select(item => item.FullName).Order());
        Assert.Equal(failing is null, listing.Completeness.IsComplete);
        Assert.Equal(failing is null ? [] : new[] { failing }, listing.Completeness.Failures.Select(failure => failure.Workspace));
        Assert.All(listing.Items, item => Assert.StartsWith("http", item.HtmlUrl, StringComparison.Ordinal));
        Assert.All(listing.Items, item => Assert.NotNull(item.CloneHttps));
        Assert.All(listing.Items, item => Assert.NotNull(item.CloneSsh));
        Assert.All(listing.Items, item => Assert.NotNull(item.UpdatedAt));
    }

    [Fact]
    public async Task A_Workspace_Of_1240_Costs_Thirteen_Calls_And_No_Credential_Stands_In_An_Address()
    {
        await ListAsync("amelia");

        var calls = emulator.Journal.Entries;
        Assert.Equal(13, calls.Count(entry => entry.Path == "/2.0/repositories/northlight"));
        Assert.Single(calls, entry => entry.Path == "/2.0/user/workspaces");
        Assert.All(calls, entry => Assert.Matches("^/2.0/(user/workspaces|repositories/[a-z0-9-]+|workspaces/ghost)$", entry.Path));
        Assert.All(calls, entry => Assert.DoesNotContain("token", entry.Target, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_Person_Without_Workspaces_Is_Told_So() => Assert.Equal(EmptyReason.NoWorkspace, (await ListAsync("elif")).Empty);

    [Fact]
    public async Task A_Workspace_Without_Repositories_Has_Its_Name_All_The_Same()
    {
        var listing = await ListAsync("kofi");

        Assert.Equal("Kofi 🚀", Assert.Single(listing.Workspaces).Name);
        Assert.Equal(EmptyReason.NoRepositories, listing.Empty);
        Assert.True(listing.Completeness.IsComplete);
    }

    [Theory]
    [InlineData("account", "repository")]
    [InlineData("email repository", "account")]
    public async Task A_Missing_Scope_Is_Named(string scopes, string missing)
    {
        var listing = await ListAsync("iris", scopes);

        Assert.Equal(EmptyReason.MissingScope, listing.Empty);
        Assert.Equal([missing], listing.Completeness.MissingScopes);
    }

    [Theory]
    [InlineData(nameof(HostileNext.OtherHost), nameof(FailureReason.HostilePagingLink))]
    [InlineData(nameof(HostileNext.OtherScheme), nameof(FailureReason.HostilePagingLink))]
    [InlineData(nameof(HostileNext.Circle), nameof(FailureReason.PagingLoop))]
    public async Task A_Hostile_Next_Stops_One_Workspace_And_Is_Named(string next, string reason)
    {
        emulator.Faults.Replace([new FaultRule { PathPrefix = "/2.0/repositories/northlight", Next = Enum.Parse<HostileNext>(next) }]);

        var listing = await ListAsync("hana");

        Assert.Contains(listing.Completeness.Failures, failure => failure.Workspace == "northlight" && failure.Reason.ToString() == reason);
        Assert.Contains(listing.Items, item => item.WorkspaceSlug == "atelier");
        Assert.InRange(emulator.Journal.Entries.Count(entry => entry.Path == "/2.0/repositories/northlight"), 1, 2);
    }

    [Fact]
    public async Task The_Hourly_Limit_Ends_The_Calls_And_Leaves_What_Was_Read()
    {
        emulator.Settings = emulator.Settings with { RateLimit = 20 };

        var listing = await ListAsync("daphne");

        Assert.InRange(listing.Completeness.WorkspacesRead, 1, 20);
        Assert.All(listing.Completeness.Failures, failure => Assert.Equal(FailureReason.RateLimited, failure.Reason));
        Assert.Equal(40, listing.Completeness.WorkspacesRead + listing.Completeness.Failures.Count);
        Assert.InRange(emulator.Journal.Entries.Count(entry => entry.Status == 429), 1, new CatalogLimits().Concurrency);
    }

    private async Task<RepositoryListing> ListAsync(string username, string? scopes = null)
    {
        var token = emulator.IssueTokens(username, scopes).AccessToken;
        var source = new RepositorySource(
            (_, _) => Task.FromResult(true),
            (_, page, cancellationToken) => api.For(token).ReadWorkspacesPageAsync(page, cancellationToken),
            (_, page, cancellationToken) => api.For(token).ReadRepositoriesPageAsync(page, cancellationToken),
            (_, workspace, cancellationToken) => api.For(token).GetWorkspaceAsync(workspace, cancellationToken));
        using var cache = new CatalogCache(
            source, api.Addresses, Options.Create(new RepositoriesOptions()), new CatalogLimits { FirstWait = TimeSpan.FromMinutes(1) }, api.Clock, NullLogger<CatalogCache>.Instance);
        return await new RepositoryCatalog(source, cache).ListAsync(
            Guid.NewGuid(), RepositoryQuery.All with { PageSize = 2_000 }, TestContext.Current.CancellationToken);
    }
}

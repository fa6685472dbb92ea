using System.Text.RegularExpressions;
using WebPortal.Bitbucket;
using Xunit;

namespace WebPortal.Tests.Bitbucket;

[Trait("Level", "Unit")]
public sealed partial class ApiRequestTests
{
    [Fact]
    public async Task A_Request_Carries_The_Credential_In_The_Header_Only()
    {
        await using var upstream = await UpstreamDouble.StartAsync(context =>
            UpstreamDouble.WriteJsonAsync(context, """{"uuid":"{u}","account_id":"a","display_name":"Ann","links":{"avatar":{"href":"https://x/"}}}"""));
        using var api = new ApiUnderTest(upstream.ApiBase);

        var user = (await api.For("secret-1").GetUserAsync(TestContext.Current.CancellationToken)).Value!;

        Assert.Equal(("{u}", "a", "Ann", "https://x/"), (user.Uuid, user.AccountId, user.DisplayName, user.Links?.Avatar?.Href));
        var entry = Assert.Single(upstream.Journal);
        Assert.Equal("/2.0/user", entry.Target);
        Assert.Equal("Bearer secret-1", entry.Authorization);
        Assert.Equal("application/json", entry.Headers.Accept);
        Assert.Matches("^WebPortal/[0-9.]+$", entry.Headers.UserAgent.ToString());
    }

    [Fact]
    public async Task A_Cookie_From_Upstream_Never_Comes_Back()
    {
        await using var upstream = await UpstreamDouble.StartAsync(context =>
        {
            context.Response.Headers.SetCookie = "session=stolen; Path=/";
            return UpstreamDouble.WriteJsonAsync(context, """{"uuid":"{u}"}""");
        });
        using var api = new ApiUnderTest(upstream.ApiBase);

        await api.For("one").GetUserAsync(TestContext.Current.CancellationToken);
        await api.For("two").GetUserAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["Bearer one", "Bearer two"], upstream.Journal.Select(entry => entry.Authorization));
        Assert.DoesNotContain(upstream.Journal, entry => entry.Headers.ContainsKey("Cookie"));
    }

    [Theory]
    [CombinatorialRedirects]
    public async Task A_Redirect_Is_Not_Followed_And_Tells_Nobody_The_Credential(int status, string target)
    {
        await using var other = await UpstreamDouble.StartAsync();
        await using var upstream = await UpstreamDouble.StartAsync();
        var location = target
            .Replace("{api}", upstream.Origin.Authority, StringComparison.Ordinal)
            .Replace("{other}", other.Origin.Authority, StringComparison.Ordinal);
        upstream.Answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = location;
            return Task.CompletedTask;
        };
        using var api = new ApiUnderTest(upstream.ApiBase);

        var result = await api.Api.GetUserAsync(TestContext.Current.CancellationToken);

        Assert.Equal(BitbucketErrorKind.Invalid, result.Error?.Kind);
        Assert.Empty(other.Journal);
        Assert.Single(upstream.Journal);
    }

    [Fact]
    public async Task A_User_Without_Uuid_Is_Invalid()
    {
        await using var upstream = await UpstreamDouble.StartAsync(context => UpstreamDouble.WriteJsonAsync(context, """{"account_id":"a","uuid":null}"""));
        using var api = new ApiUnderTest(upstream.ApiBase);

        Assert.Equal(BitbucketErrorKind.Invalid, (await api.Api.GetUserAsync(TestContext.Current.CancellationToken)).Error?.Kind);
    }

    [Fact]
    public async Task Hostile_Names_Never_Reach_Bitbucket_In_Another_Shape()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"Seed: {seed}");
        await using var upstream = await UpstreamDouble.StartAsync();
        using var api = new ApiUnderTest(upstream.ApiBase);
        var accepted = 0;
        foreach (var value in HostileValues.Make(seed, 5_000))
        {
            if (WorkspaceSlug.TryParse(value, out var workspace))
            {
                accepted++;
                await api.Api.GetWorkspaceAsync(workspace, TestContext.Current.CancellationToken);
                await api.Api.ReadRepositoriesPageAsync(api.Addresses.Repositories(workspace), TestContext.Current.CancellationToken);
            }

            Assert.Equal(workspace is not null, RepositorySlug.TryParse(value, out _));
        }

        Assert.NotEqual(0, accepted);
        Assert.Equal(2 * accepted, upstream.Journal.Count);
        Assert.All(upstream.Journal, entry => Assert.Matches(AllowedPath(), entry.Path));
    }

    [Theory]
    [InlineData("acme", true)]
    [InlineData("A-c_m.e1", true)]
    [InlineData("..x", true)]
    [InlineData("{470c176d-3574-44ea-bb41-89e8638bcca4}", true)]
    [InlineData("{}", false)]
    [InlineData("{470c176d357444eabb4189e8638bcca4}", false)]
    [InlineData("", false)]
    [InlineData(".", false)]
    [InlineData("..", false)]
    [InlineData("a/b", false)]
    [InlineData("a%2fb", false)]
    [InlineData("ä", false)]
    [InlineData("a\n", false)]
    [InlineData(null, false)]
    public void Names_Are_Accepted_By_A_List_Of_Letters(string? text, bool accepted) =>
        Assert.Equal(accepted, WorkspaceSlug.TryParse(text, out _));

    [GeneratedRegex(@"^/2\.0/(workspaces|repositories)/(?!\.{1,2}$)([A-Za-z0-9_.-]{1,128}|%7B[0-9a-fA-F-]{36}%7D)$")]
    private static partial Regex AllowedPath();
}

using System.Net;
using System.Text.RegularExpressions;
using BitbucketEmulator.Control;
using BitbucketEmulator.Hosting;
using BitbucketEmulator.Seed;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace WebPortal.Tests.BitbucketEmulator;

/// <summary>Starting the emulator: settings, addresses, scale and the same company every time.</summary>
[Trait("Level", "Integration")]
public sealed partial class HostTests
{
    [Fact]
    public async Task Two_Emulators_Run_Side_By_Side_And_Know_Their_Own_Addresses()
    {
        await using var first = await EmulatorHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var second = await EmulatorHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);

        var ports = new[] { first.WebAddress, first.ApiAddress, second.WebAddress, second.ApiAddress }.Select(address => address.Port).ToArray();
        Assert.Equal(4, ports.Distinct().Count());
        Assert.DoesNotContain(0, ports);
        Assert.Equal($"{first.ApiAddress}2.0/", first.ApiBaseAddress.ToString());
    }

    [Fact]
    public async Task Public_Addresses_Stand_In_Every_Link_While_The_Bound_Ones_Answer()
    {
        var options = EmulatorOptions.OnRandomPorts();
        options.PublicWebAddress = "http://localhost:17990";
        options.PublicApiAddress = "https://emulator:17991/";
        await using var emulator = await EmulatorHost.StartAsync(options, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("http://localhost:17990/", emulator.WebAddress.ToString());
        Assert.Equal("https://emulator:17991/2.0/", emulator.ApiBaseAddress.ToString());
        Assert.NotEqual(17990, emulator.BoundWebAddress.Port);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(emulator.BoundApiAddress, "2.0/repositories/northlight?pagelen=1"));
        request.Headers.Authorization = new("Bearer", emulator.IssueTokens("amelia").AccessToken);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("\"next\":\"https://emulator:17991/2.0/repositories/northlight?pagelen=1&page=2\"", body, StringComparison.Ordinal);
        Assert.Contains("http://amelia@localhost:17990/northlight/payments-gw.git", body, StringComparison.Ordinal);
        Assert.DoesNotContain($":{emulator.BoundApiAddress.Port}", body, StringComparison.Ordinal);
    }

    [Fact]
    public void All_Wrong_Settings_Are_Reported_At_Once_Each_With_Its_Fix()
    {
        var options = EmulatorOptions.Read(
            [
                "--Emulator:WebAddress=https://127.0.0.1:7990", "--Emulator:ApiAddress=somewhere", "--Emulator:PublicApiAddress=http://x/path", "--Emulator:JournalLength=0",
                "--Emulator:Scale:People=5", "--Emulator:Clients:0:ClientId=a", "--Emulator:Clients:0:Scopes=account everything", "--Emulator:Clients:0:CallbackAddress=nowhere",
            ],
            out var complaints);

        Assert.Equal(5, options.Scale.People);
        Assert.Equal(8, complaints.Count);
        Assert.All(complaints, complaint => Assert.StartsWith("Emulator:", complaint, StringComparison.Ordinal));
    }

    [Fact]
    public void An_Unknown_Setting_Is_Refused_By_Name()
    {
        EmulatorOptions.Read(["--Emulator:WebAdress=http://127.0.0.1:1"], out var complaints);

        Assert.Contains("WebAdress", Assert.Single(complaints), StringComparison.Ordinal);
    }

    [Fact]
    public void Clients_Are_Read_From_Settings_And_The_Demo_Client_Stands_In_When_There_Are_None()
    {
        var options = EmulatorOptions.Read(
            ["--Emulator:Clients:0:ClientId=mine", "--Emulator:Clients:0:ClientSecret=s", "--Emulator:Clients:0:CallbackAddress=http://localhost/cb", "--Emulator:Clients:0:Scopes=account", "--Emulator:Clients:0:Private=false"],
            out var complaints);

        Assert.Empty(complaints);
        var client = Assert.Single(options.Clients);
        Assert.Equal(("mine", "s", "http://localhost/cb", "account", false), (client.ClientId, client.ClientSecret, client.CallbackAddress, client.Scopes, client.Private));
        var demo = Assert.Single(new EmulatorState(new EmulatorOptions(), TimeProvider.System).Clients);
        Assert.Equal(("demo-client", "demo-secret", "http://localhost:5080/signin-bitbucket", "account email repository pullrequest", true), (demo.ClientId, demo.ClientSecret, demo.CallbackAddress, demo.Scopes, demo.Private));
    }

    [Fact]
    public async Task Starting_With_Wrong_Options_Says_Why()
    {
        var refusal = await Assert.ThrowsAsync<ControlException>(() => EmulatorHost.StartAsync(new() { WebAddress = "nowhere" }, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("Emulator:WebAddress", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_Starts_On_One_Day_Invent_The_Same_Company()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        var first = new EmulatorState(new EmulatorOptions(), time).World;
        time.Advance(TimeSpan.FromHours(7));
        var second = new EmulatorState(new EmulatorOptions(), time).World;

        Assert.Equal(Describe(first), Describe(second));

        static string[] Describe(World world) =>
        [
            .. world.People.Select(person => $"{person.Username} {person.BracedUuid} {person.CreatedOn:O}"),
            .. world.Workspaces.SelectMany(workspace => workspace.Repositories).Select(repository => $"{repository.FullName} {repository.BracedUuid} {repository.UpdatedOn:O} {repository.Name}"),
        ];
    }

    [Fact]
    public void Slugs_And_Identifiers_Are_Unique_And_Times_Lie_In_The_Past()
    {
        var state = new EmulatorState(new EmulatorOptions(), TimeProvider.System);
        var repositories = state.World.Workspaces.SelectMany(workspace => workspace.Repositories).ToArray();

        Assert.Equal(repositories.Length, repositories.Select(repository => repository.FullName).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(repositories.Length, repositories.Select(repository => repository.BracedUuid).Distinct().Count());
        Assert.All(repositories, repository => Assert.Matches(Slug(), repository.Slug));
        Assert.All(repositories, repository => Assert.True(repository.CreatedOn <= repository.UpdatedOn && repository.UpdatedOn < state.Clock.GetUtcNow()));
        Assert.All(repositories, repository => Assert.Same(repository, state.World.FindRepository(repository.BracedUuid)));
    }

    [Fact]
    public async Task Scale_Adds_People_Workspaces_And_Repositories()
    {
        var options = EmulatorOptions.OnRandomPorts();
        options.Scale = new() { People = 300, Workspaces = 20, RepositoriesPerWorkspace = 2_000 };
        await using var emulator = await EmulatorHost.StartAsync(options, cancellationToken: TestContext.Current.CancellationToken);
        var person = emulator.World.FindPerson("person-000300")!;

        Assert.Equal(2, person.Memberships.Count);
        var workspace = emulator.World.FindWorkspace("scale-00020")!;
        Assert.Equal(2_000, workspace.Repositories.Count);
        Assert.Equal(2_000, workspace.Repositories.Select(repository => repository.Slug).Distinct().Count());
        using var http = new HttpClient();
        using var page = await http.GetAsync(new Uri(emulator.WebAddress, "site/oauth2/authorize?client_id=demo-client&response_type=code"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("Or type a username (312 people exist)", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]*$")]
    private static partial Regex Slug();
}

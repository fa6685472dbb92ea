using System.Globalization;
using WebPortal.Bitbucket;
using WebPortal.Tests.Trials;
using Xunit;

namespace WebPortal.Tests.Repositories;

/// <summary>What a kept repository costs.</summary>
[Trait("Level", "Unit")]
[Collection(TrialsAlone.Name)]
public sealed class MemoryTests
{
    private const int Repositories = 20_000;
    private const int Bound = 1_536;

    private static readonly string[] Languages = ["python", "java", "typescript", "c#", "go", "kotlin", "rust", ""];

    [Fact]
    public async Task A_Typical_Repository_Costs_Less_Than_A_Kilobyte_And_A_Half()
    {
        var workspaces = Enumerable.Range(0, 20).Select(number => $"workspace-{number}").ToArray();
        using var catalog = new CatalogUnderTest();
        foreach (var workspace in workspaces)
        {
            catalog.Workspaces[workspace] = CatalogUnderTest.Page();
        }

        await catalog.ListAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await FillAsync(catalog, workspaces);
        var after = GC.GetTotalMemory(forceFullCollection: true);

        Assert.Equal(Repositories, (await catalog.ListAsync()).Completeness.RepositoriesRead);
        var each = (after - before) / Repositories;
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{each} bytes for each of {Repositories} repositories"));
        Assert.InRange(each, 100, Bound);
    }

    /// <summary>In a method of its own, so that nothing but the catalog holds what was read.</summary>
    private static async Task FillAsync(CatalogUnderTest catalog, string[] workspaces)
    {
        foreach (var workspace in workspaces)
        {
            catalog.Workspaces[workspace] = CatalogUnderTest.Page([.. Enumerable.Range(0, Repositories / workspaces.Length).Select(number => Typical(workspace, number))]);
        }

        catalog.Clock.Advance(TimeSpan.FromMinutes(10));
        await catalog.ListAsync();
        await catalog.ListWhenSettledAsync();
        Array.ForEach(workspaces, workspace => catalog.Workspaces[workspace] = CatalogUnderTest.Page());
    }

    private static BitbucketRepository Typical(string workspace, int number)
    {
        var slug = $"{workspace}-delivery-service-{number:D4}";
        var uuid = Guid.NewGuid();
        var language = Languages[number % Languages.Length];
        return new BitbucketRepository(
            uuid.ToString("B"),
            slug,
            $"Delivery service {workspace} {number}",
            $"{workspace}/{slug}",
            $"Takes the orders of region {number} of {workspace} and hands them to the fleet",
            number % 9 != 0,
            language,
            123_456 + number,
            "2023-05-06T07:08:09.123456+00:00",
            DateTimeOffset.UnixEpoch.AddDays(20_000).AddMinutes(number).ToString("o", CultureInfo.InvariantCulture),
            new BitbucketRepository.Branch("main"),
            new BitbucketRepository.ProjectReference($"PRJ{number % 30}", $"Project {number % 30}"),
            new BitbucketWorkspace(null, workspace, $"The {workspace}"),
            new BitbucketLinks(
                new($"https://bitbucket.org/{workspace}/{slug}", null),
                new($"https://bytebucket.org/ravatar/{Uri.EscapeDataString(uuid.ToString("B"))}?ts={language}", null),
                [new($"https://amelia@bitbucket.org/{workspace}/{slug}.git", "https"), new($"git@bitbucket.org:{workspace}/{slug}.git", "ssh")]));
    }
}

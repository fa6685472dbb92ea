using AngleSharp.Html.Dom;
using BitbucketEmulator.Content;
using BitbucketEmulator.Control;
using BitbucketEmulator.Seed;
using Microsoft.EntityFrameworkCore;
using WebPortal.Connections;
using WebPortal.Repositories;
using WebPortal.Repositories.Details;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Repositories.Details;

/// <summary>The page of one repository against the emulator: what each section shows, and that each fails alone.</summary>
[Trait("Level", "Integration")]
public sealed class RepositoryPageTests : IAsyncLifetime
{
    private static readonly (string Section, string Path)[] Sections =
    [
        ("branches", "refs/branches"), ("tags", "refs/tags"), ("commits", "commits"), ("pull-requests", "pullrequests"), ("readme", "src/"),
    ];

    private static readonly string[] Faults = ["403", "404", "410", "429", "500", "503", "204", "garbage", "html", "abort", "redirect"];

    private PortalApp _portal = null!;
    private Visitor _visitor = null!;

    public async ValueTask InitializeAsync()
    {
        _portal = await PortalApp.StartAsync(settings: ("Bitbucket:Scopes", "account email repository pullrequest"));
        _visitor = _portal.NewVisitor();
        await _visitor.SignInAsync(Seeds.Person);
        await CatalogIsReadAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _visitor.Dispose();
        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task Every_Section_Shows_What_Bitbucket_Has_At_The_Price_Of_Six_Calls()
    {
        var repository = Full();
        var history = new History(repository);
        var before = CountCalls();

        var page = await ReadAsync(repository);

        Assert.Equal(repository.Name, page.QuerySelector("h1 bdi")!.TextContent);
        Assert.Equal(history.Refs.Where(reference => !reference.IsTag).Select(branch => branch.Name).Order(), Texts(page, "#branches", ".refs code"));
        Assert.Equal(history.Refs.Where(reference => reference.IsTag).Select(tag => tag.Name).Order(), Texts(page, "#tags", ".refs code"));
        Assert.Equal(history.Commits.Take(10).Select(commit => commit.Hash[..7]).Order(), Texts(page, "#commits", ".hash"));
        Assert.Equal(PullRequest.Of(repository, history).Where(request => request.State == "OPEN").Select(request => $"#{request.Id}").Order(), Texts(page, "#pull-requests", ".number"));
        Assert.Equal(repository.Name, page.QuerySelector(".readme h3")!.TextContent);
        Assert.Empty(page.QuerySelectorAll(".readme img, .trouble"));
        Assert.Equal(6, CountCalls() - before);

        await ReadAsync(repository);
        Assert.Equal(6, CountCalls() - before);
    }

    [Fact]
    public async Task A_Section_That_Fails_Says_So_And_Leaves_The_Others_Alone()
    {
        var (repository, connection) = (Full(), await ConnectionAsync());
        var wrong = new List<string>();
        foreach (var fault in Faults)
        {
            foreach (var (section, path) in Sections)
            {
                Get<DetailCache>().Forget(connection);
                _portal.Emulator.Faults.Replace([Rule(fault, $"/2.0/repositories/{repository.FullName}/{path}")]);
                var troubles = (await ReadAsync(repository)).QuerySelectorAll(".trouble");
                if (troubles.Length != 1 || troubles[0].Closest("section")?.GetAttribute("aria-labelledby") != section || troubles[0].TextContent.Trim().Length < 20)
                {
                    wrong.Add($"{fault} in {section}: {string.Join(" | ", troubles.Select(trouble => trouble.TextContent.Trim()))}");
                }
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Faults.Length} faults in {Sections.Length} sections, {wrong.Count} wrong");
        Assert.Equal([], wrong);
    }

    [Fact]
    public async Task Looking_At_A_Repository_Remembers_It_And_Its_Star_Is_Set_And_Taken_Away()
    {
        var repository = Full();
        var address = $"/repositories/{repository.FullName}";
        await ReadAsync(repository);
        var opened = await MarksAsync();

        using var starred = await _visitor.SubmitAsync(address, "/repositories/marks");
        var between = await MarksAsync();
        using var unstarred = await _visitor.SubmitAsync(address, "/repositories/marks");

        Assert.Equal((address, address), (starred.Headers.Location?.OriginalString, unstarred.Headers.Location?.OriginalString));
        Assert.Equal(MarkedRepository.Of(repository.Workspace.Slug, repository.Slug), opened.Opened[0]);
        Assert.Equal((0, 1, 0), (opened.Favourites.Count, between.Favourites.Count, (await MarksAsync()).Favourites.Count));
    }

    [Fact]
    public async Task A_Credential_That_Is_Refused_Twice_Ends_In_The_Wish_To_Reconnect()
    {
        var repository = Full();
        _portal.Emulator.Faults.Replace([Rule("401", $"/2.0/repositories/{repository.FullName}/commits")]);

        var page = await ReadAsync(repository);

        Assert.Equal("/signin", page.QuerySelector("main form")!.GetAttribute("action"));
        Assert.Empty(page.QuerySelectorAll(".section"));
    }

    [Fact]
    public async Task A_Slow_Section_Does_Not_Hold_The_Page_Up_For_Ever()
    {
        var repository = Full();
        _portal.Emulator.Faults.Replace([new FaultRule { PathPrefix = $"/2.0/repositories/{repository.FullName}/commits", Delay = TimeSpan.FromSeconds(20) }]);
        using var limited = new DetailCache(
            new DetailReader(Get<ConnectionAccess>(), Get<DetailCalls>(), Get<WebPortal.Bitbucket.SourceAddresses>(), new DetailLimits { SectionTime = TimeSpan.FromSeconds(1.5) }, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<DetailReader>.Instance),
            new DetailLimits(),
            TimeProvider.System);
        var item = (await Get<RepositoryCatalog>().FindAsync(await ConnectionAsync(), repository.Workspace.Slug, repository.Slug, TestContext.Current.CancellationToken)).Item!;

        var details = await limited.FindAsync(await ConnectionAsync(), item, TestContext.Current.CancellationToken);

        Assert.Equal(FailureReason.OutOfTime, details!.Commits.Failure?.Reason);
        Assert.Null(details.Commits.Value);
    }

    [Fact]
    public async Task An_Empty_Repository_Tells_How_To_Begin()
    {
        var page = await _visitor.ReadPageAsync("/repositories/northlight/new-idea");

        Assert.Contains("git push -u origin HEAD", page.QuerySelector(".commands code")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll(".section, .readme-panel"));
    }

    [Fact]
    public async Task What_Is_Not_In_The_Catalog_Is_Not_Found_And_Asks_Bitbucket_Nothing()
    {
        var before = CountCalls();

        foreach (var address in new[] { "/repositories/northlight/nosuch", "/repositories/nosuch/nosuch", "/repositories/%2e%2e/user", "/repositories/northlight/%3Cscript%3Ealert(1)%3C%2Fscript%3E" })
        {
            using var answer = await _visitor.GetAsync(address);
            Assert.Equal(404, (int)answer.StatusCode);
        }

        Assert.Contains("northlight/nosuch", (await _visitor.ReadPageAsync("/repositories/northlight/nosuch")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before, CountCalls());
    }

    [Fact]
    public async Task Hostile_Readmes_Inject_Nothing()
    {
        var repositories = _portal.Emulator.World.FindWorkspace("atelier")!.Repositories.Where(each => !each.IsEmpty && Tree.HasReadme(each)).ToArray();
        foreach (var repository in repositories)
        {
            var page = await ReadAsync(repository);
            var main = page.QuerySelector("main")!;
            Assert.Empty(main.QuerySelectorAll("script, img, svg, iframe, style, object, [style], [onclick], [onerror], [onload]"));
            Assert.All(main.QuerySelectorAll("a[href]"), link => Assert.Matches("^(/|#readme-|https?://|mailto:)", link.GetAttribute("href")));
        }

        Assert.True(repositories.Length > 10);
    }

    [Fact]
    public async Task A_Connection_That_Ends_Takes_Its_Pages_With_It()
    {
        var repository = Full();
        await ReadAsync(repository);
        var connection = await ConnectionAsync();
        var item = (await Get<RepositoryCatalog>().FindAsync(connection, repository.Workspace.Slug, repository.Slug, TestContext.Current.CancellationToken)).Item!;

        await Get<ConnectionEnding>().DisconnectAsync(connection, new WebPortal.Audit.AuditActor(await PersonAsync(), null), TestContext.Current.CancellationToken);

        Assert.Null(await Get<DetailCache>().FindAsync(connection, item, TestContext.Current.CancellationToken));
    }

    private static FaultRule Rule(string fault, string path) => fault switch
    {
        "garbage" => new FaultRule { PathPrefix = path, Garbage = true },
        "html" => new FaultRule { PathPrefix = path, Status = 200, ContentType = "text/html", Body = "<!DOCTYPE html><p>Down for maintenance" },
        "abort" => new FaultRule { PathPrefix = path, Abort = true },
        "redirect" => new FaultRule { PathPrefix = path, RedirectTo = "https://evil.example/" },
        _ => new FaultRule { PathPrefix = path, Status = int.Parse(fault, System.Globalization.CultureInfo.InvariantCulture) },
    };

    private static IEnumerable<string> Texts(IHtmlDocument page, string heading, string parts) =>
        page.QuerySelector($"section[aria-labelledby={heading[1..]}]")!.QuerySelectorAll(parts).Select(element => element.TextContent.Trim()).Order();

    private T Get<T>()
        where T : notnull => _portal.Get<T>();

    /// <summary>A repository that has something of everything.</summary>
    private Repository Full() => _portal.Emulator.World.FindWorkspace("northlight")!.Repositories.First(each =>
        !each.IsEmpty && !each.OwnersOnly && Tree.HasReadme(each) && new History(each) is { } history && history.Refs.Any(reference => reference.IsTag)
        && PullRequest.Of(each, history).Any(request => request.State == "OPEN"));

    private async Task<Guid> ConnectionAsync()
    {
        await using var database = _portal.OpenDatabase();
        return database.Connections.Select(row => row.Id).Single();
    }

    /// <summary>Those for one repository; the list may still be read behind the page.</summary>
    private int CountCalls() => _portal.Emulator.Journal.Entries.Count(entry =>
        entry.Path.StartsWith("/2.0/repositories/", StringComparison.Ordinal) && entry.Path.Split('/').Length > 5);

    private Task<IHtmlDocument> ReadAsync(Repository repository) => _visitor.ReadPageAsync($"/repositories/{repository.FullName}");

    private Task CatalogIsReadAsync() => ReadUntilAsync(_visitor, "/repositories/northlight/new-idea");

    private static Task ReadUntilAsync(Visitor visitor, string address) => Eventually.IsTrueAsync(
        async () =>
        {
            using var answer = await visitor.GetAsync(address);
            return answer.IsSuccessStatusCode;
        },
        $"{address} is there",
        TestContext.Current.CancellationToken);

    private async Task<PersonMarks> MarksAsync() => await Get<RepositoryMarks>().ReadAsync(await PersonAsync(), TestContext.Current.CancellationToken);

    private async Task<Guid> PersonAsync()
    {
        await using var database = _portal.OpenDatabase();
        var uuid = _portal.Emulator.World.FindPerson(Seeds.Person)!.Uuid.ToString("B");
        return await database.Users.Where(user => user.BitbucketUuid == uuid).Select(user => user.Id).SingleAsync(TestContext.Current.CancellationToken);
    }
}

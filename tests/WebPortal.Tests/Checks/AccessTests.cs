using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Checks;

/// <summary>AZ-01: the running route table against <see cref="AccessTable"/>, for every role and verb.</summary>
[Trait("Level", "Integration")]
public sealed class AccessTests : IAsyncLifetime
{
    /// <summary>Answers 404 for files that are not there; made by the framework with the static files.</summary>
    private const string StaticFilesFallback = "/{**path:file}";

    private static readonly string[] OtherVerbs = ["POST", "PUT", "PATCH", "DELETE"];

    private PortalApp _portal = null!;
    private Guid _foreignConnection;
    private Guid _foreignSession;
    private Guid _run;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _portal = await PortalApp.StartAsync();
        await _portal.NewVisitor().SignInAsync(Seeds.Stranger);
        await using var database = _portal.OpenDatabase();
        _foreignConnection = await database.Connections.Select(row => row.Id).SingleAsync(Cancellation);
        _foreignSession = await database.Sessions.Select(row => row.Id).SingleAsync(Cancellation);
        _run = Guid.CreateVersion7();
        database.RevocationRuns.Add(new RevocationRun { Id = _run, Selection = "nothing", OrderedAt = _portal.Clock.GetUtcNow(), StoppedAt = _portal.Clock.GetUtcNow(), CompletedAt = _portal.Clock.GetUtcNow() });
        await database.SaveChangesAsync(Cancellation);
    }

    public async ValueTask DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public void Every_Route_Has_Its_Row()
    {
        var routes = _portal.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Where(route => route != StaticFilesFallback)
            .Distinct();
        var rows = AccessTable.Rows.Select(row => row.Pattern).ToHashSet();
        Assert.Equal([], routes.Where(route => !rows.Contains(route)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Seeds.Person)]
    [InlineData(Seeds.Auditor)]
    [InlineData(Seeds.Administrator)]
    public async Task Every_Cell_Is_As_The_Table_Says(string? person)
    {
        var wrong = new List<string>();
        foreach (var row in AccessTable.Rows)
        {
            var expected = person switch { null => row.Anonymous, Seeds.Person => row.Person, Seeds.Auditor => row.Auditor, _ => row.Administrator };
            var status = await AskAsync(person, row.Verb, AddressOf(row.Pattern));
            if (status != expected)
            {
                wrong.Add($"{row.Verb} {row.Pattern} as {person ?? "anonymous"}: {status}, expected {expected}");
            }
        }

        Assert.Equal([], wrong);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Seeds.Person)]
    [InlineData(Seeds.Administrator)]
    public async Task A_Verb_Without_A_Row_Never_Succeeds(string? person)
    {
        foreach (var pattern in AccessTable.Rows.Select(row => row.Pattern).Distinct())
        {
            foreach (var verb in OtherVerbs.Where(verb => !AccessTable.Rows.Any(row => row.Verb == verb && row.Pattern == pattern)))
            {
                var status = await AskAsync(person, verb, AddressOf(pattern));
                Assert.True(status is 302 or 400 or 401 or 403 or 404 or 405 && (status != 302 || person is null), $"{verb} {pattern} as {person ?? "anonymous"}: {status}");
            }
        }
    }

    [Fact]
    public async Task An_Ended_Session_Is_An_Anonymous_Visitor()
    {
        using var visitor = _portal.NewVisitor();
        await visitor.SignInAsync(Seeds.Administrator);
        await using (var database = _portal.OpenDatabase())
        {
            await database.Sessions.ExecuteUpdateAsync(update => update.SetProperty(session => session.EndedAt, _portal.Clock.GetUtcNow()), Cancellation);
        }

        Assert.Equal(302, (int)(await visitor.GetAsync("/admin/connections")).StatusCode);
        Assert.Equal(401, (int)(await visitor.GetAsync("/api/v1/me")).StatusCode);
    }

    private async Task<int> AskAsync(string? person, string verb, string address)
    {
        using var visitor = _portal.NewVisitor();
        if (person is not null)
        {
            await visitor.SignInAsync(person);
        }

        using var request = new HttpRequestMessage(new HttpMethod(verb), address);
        if (verb != "GET")
        {
            var token = await visitor.ReadFormTokenAsync(person is null ? "/" : "/account");
            request.Content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]);
        }

        using var answer = await visitor.SendAsync(request);
        return (int)answer.StatusCode;
    }

    private string AddressOf(string pattern) => pattern
        .Replace("{workspace?}", "northlight", StringComparison.Ordinal)
        .Replace("{workspace}", "northlight", StringComparison.Ordinal)
        .Replace("{slug}", "open-labels", StringComparison.Ordinal)
        .Replace("{**path}", "user", StringComparison.Ordinal)
        .Replace("{id:guid}", (pattern.Contains("session", StringComparison.Ordinal) ? _foreignSession : pattern.Contains("/runs/", StringComparison.Ordinal) ? _run : _foreignConnection).ToString(), StringComparison.Ordinal);
}

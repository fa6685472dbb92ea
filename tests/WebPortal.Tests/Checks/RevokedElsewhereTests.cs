using System.Diagnostics;
using System.Net;
using Microsoft.EntityFrameworkCore;
using WebPortal.Administration;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Checks;

/// <summary>RV-01 in small: revoked at one replica, refused at the other, which answers from memory under load, within a second.</summary>
public abstract class RevokedElsewhereTests : IAsyncLifetime
{
    private const int Trials = 20;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private PortalApp _first = null!;
    private PortalApp _second = null!;

    private protected abstract DatabaseProvider Provider { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _first = await PortalApp.StartAsync(Provider);
        _second = _first.StartReplica();
    }

    public async ValueTask DisposeAsync()
    {
        await _second.DisposeAsync();
        await _first.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_Revoked_Person_Under_Load_Is_Refused_Within_A_Second()
    {
        var last = new List<TimeSpan>();
        for (var trial = 0; trial < Trials; trial++)
        {
            last.Add(await TryAsync());
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Provider}: {Trials} trials; the last request still answered began at most {last.Max().TotalMilliseconds:F0} ms after the revocation, in the middle {last.Order().ElementAt(Trials / 2).TotalMilliseconds:F0} ms");
        Assert.All(last, latest => Assert.True(latest < Limit, $"still answered after {latest}"));
    }

    /// <returns>How long after use was stopped the last request began that was still answered.</returns>
    private async Task<TimeSpan> TryAsync()
    {
        using var person = _second.NewVisitor();
        await person.SignInAsync(Seeds.Stranger);
        using (var warm = await person.GetAsync("/api/v1/workspaces"))
        {
            Assert.Equal(HttpStatusCode.OK, warm.StatusCode);
        }

        var connection = await FindConnectionAsync();
        var clock = Stopwatch.StartNew();
        var loads = Enumerable.Range(0, 2).Select(_ => LoadAsync(person, clock)).ToList();

        await _first.Get<RevocationOrders>().RevokeAsync(connection, Cancellation);
        var stopped = clock.Elapsed;

        var latest = (await Task.WhenAll(loads)).Max();
        return latest > stopped ? latest - stopped : TimeSpan.Zero;
    }

    private static async Task<TimeSpan> LoadAsync(Visitor person, Stopwatch clock)
    {
        var latest = TimeSpan.Zero;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (true)
        {
            limit.Token.ThrowIfCancellationRequested();
            var began = clock.Elapsed;
            using var answer = await person.GetAsync("/api/v1/workspaces");
            if (answer.StatusCode == HttpStatusCode.Unauthorized)
            {
                return latest;
            }

            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict or HttpStatusCode.Forbidden, $"{answer.StatusCode}");
            latest = began;
        }
    }

    private async Task<Guid> FindConnectionAsync()
    {
        await using var database = _first.OpenDatabase();
        return await database.Connections.Where(row => row.EndedAt == null).Select(row => row.Id).SingleAsync(Cancellation);
    }
}

[Trait("Level", "Integration")]
public sealed class SqliteRevokedElsewhereTests : RevokedElsewhereTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlRevokedElsewhereTests : RevokedElsewhereTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}

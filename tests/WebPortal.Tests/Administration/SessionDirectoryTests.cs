using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using WebPortal.Administration;
using WebPortal.Audit;
using WebPortal.Authentication;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Administration;

/// <summary>Who is signed in, and ending it, on either database.</summary>
public abstract class SessionDirectoryTests : IAsyncLifetime
{
    private PortalParts _parts = null!;

    private protected abstract DatabaseProvider Provider { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _parts = await PortalParts.StartAsync(Provider);

    public async ValueTask DisposeAsync()
    {
        await _parts.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Only_Open_Sessions_Are_Found_By_Part_Of_A_Name()
    {
        var (amelia, bogdan) = (await _parts.AddUserAsync(), await _parts.AddUserAsync("bogdan"));
        var store = _parts.Get<SessionStore>();
        await store.BeginAsync(amelia.Id, null, null, Cancellation);
        _parts.Clock.Advance(TimeSpan.FromHours(9));
        await store.BeginAsync(amelia.Id, "192.0.2.7", "Mozilla/5.0 Firefox/140.0", Cancellation);
        var ended = await store.FindAsync(await store.BeginAsync(amelia.Id, null, null, Cancellation), Cancellation);
        await store.SignOutAsync(ended!.Id, new AuditActor(amelia.Id, null), Cancellation);
        await store.BeginAsync(bogdan.Id, null, null, Cancellation);

        var page = await _parts.Get<SessionDirectory>().FindAsync("AMEL", null, Cancellation);

        var row = Assert.Single(page.Rows);
        Assert.Equal((1, "amelia", "192.0.2.7"), (page.Count, row.PersonName, row.RemoteAddress));
        Assert.Equal(2, (await _parts.Get<SessionDirectory>().FindAsync(null, null, Cancellation)).Count);
        Assert.Empty((await _parts.Get<SessionDirectory>().FindAsync("%", null, Cancellation)).Rows);
    }

    [Fact]
    public async Task Pages_Follow_Each_Other_Without_Gap_Or_Repetition_Even_When_Many_Were_Seen_At_Once()
    {
        await AddSessionsAsync((SessionDirectory.PageSize * 2) + 7, _ => _parts.Clock.GetUtcNow());
        var directory = _parts.Get<SessionDirectory>();
        var seen = new List<Guid>();
        SessionPlace? place = null;
        var pages = 0;
        do
        {
            var page = await directory.FindAsync(null, SessionPlace.Parse(place?.ToString()), Cancellation);
            seen.AddRange(page.Rows.Select(row => row.Id));
            place = page.Older;
            pages++;
        }
        while (place is not null && pages < 10);

        Assert.Equal((3, (SessionDirectory.PageSize * 2) + 7), (pages, seen.Distinct().Count()));
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Fact]
    public async Task A_Page_Far_Down_Is_Full_And_Its_Time_Printed()
    {
        const int Stored = 20_000;
        var now = _parts.Clock.GetUtcNow();
        await AddSessionsAsync(Stored, number => now.AddMilliseconds(-number));
        var directory = _parts.Get<SessionDirectory>();
        var deep = new SessionPlace(now.AddMilliseconds(-Stored + 1000), Guid.NewGuid());
        await directory.FindAsync(null, deep, Cancellation);

        var clock = Stopwatch.StartNew();
        var page = await directory.FindAsync(null, deep, Cancellation);
        clock.Stop();

        TestContext.Current.TestOutputHelper?.WriteLine($"{Provider}: a page behind {Stored - 1000:N0} of {Stored:N0} sessions took {clock.ElapsedMilliseconds} ms");
        Assert.Equal((SessionDirectory.PageSize, SessionPage.MostCounted), (page.Rows.Count, page.Count));
    }

    [Fact]
    public async Task One_All_Of_A_Person_And_Everybodys_Are_Ended_With_One_Record_Each()
    {
        var (amelia, bogdan, liora) = (await _parts.AddUserAsync(), await _parts.AddUserAsync("bogdan"), await _parts.AddUserAsync("liora"));
        var store = _parts.Get<SessionStore>();
        foreach (var user in (PortalUser[])[amelia, amelia, amelia, bogdan, bogdan, liora])
        {
            await store.BeginAsync(user.Id, null, null, Cancellation);
        }

        var (directory, ending) = (_parts.Get<SessionDirectory>(), _parts.Get<SessionEnding>());
        var actor = new AuditActor(liora.Id, "192.0.2.1");
        var own = Assert.Single(await directory.ListOfAsync(liora.Id, Cancellation)).Id;
        var one = (await directory.ListOfAsync(amelia.Id, Cancellation))[0].Id;

        Assert.True(await ending.EndOneAsync(one, actor, Cancellation));
        Assert.False(await ending.EndOneAsync(one, actor, Cancellation));
        Assert.False(await ending.EndOneAsync(Guid.NewGuid(), actor, Cancellation));
        Assert.Equal(2, await ending.EndOfPersonAsync(amelia.Id, actor, Cancellation));
        Assert.Equal(2, await ending.EndEverybodysAsync(own, actor, Cancellation));

        Assert.Equal(own, Assert.Single((await directory.FindAsync(null, null, Cancellation)).Rows).Id);
        await using var database = _parts.Open();
        var records = await database.AuditEvents.OrderBy(record => record.Id).ToListAsync(Cancellation);
        Assert.Equal(
            [(AuditActions.SessionEnd, amelia.Id, "sessions ended: 1"), (AuditActions.SessionEnd, amelia.Id, "sessions ended: 2"), (AuditActions.SessionsEnd, (Guid?)null, "sessions ended: 2")],
            records.Select(record => (record.Action, record.SubjectUserId, record.Detail!)));
        Assert.All(records, record => Assert.Equal(liora.Id, record.ActorId));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("5_x")]
    [InlineData("-5_00000000000000000000000000000000")]
    [InlineData("9999999999999999999_00000000000000000000000000000000")]
    [InlineData("5_00000000000000000000000000000000_7")]
    public void What_Is_No_Place_Is_The_Beginning(string? text) => Assert.Null(SessionPlace.Parse(text));

    private async Task AddSessionsAsync(int count, Func<int, DateTimeOffset> seenAt)
    {
        var user = await _parts.AddUserAsync();
        await using var database = _parts.Open();
        database.ChangeTracker.AutoDetectChangesEnabled = false;
        for (var number = 0; number < count; number++)
        {
            database.Sessions.Add(new PortalSession
            {
                Id = Guid.NewGuid(),
                HandleHash = BitConverter.GetBytes(number),
                UserId = user.Id,
                CreatedAt = _parts.Clock.GetUtcNow(),
                LastSeenAt = seenAt(number),
            });
        }

        await database.SaveChangesAsync(Cancellation);
    }
}

[Trait("Level", "Integration")]
public sealed class SqliteSessionDirectoryTests : SessionDirectoryTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlSessionDirectoryTests : SessionDirectoryTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}

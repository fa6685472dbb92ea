using Microsoft.EntityFrameworkCore;
using WebPortal.Administration;
using WebPortal.Audit;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Lending.Tokens;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Lending.Tokens;

/// <summary>Issuing, listing and revoking on either database.</summary>
public abstract class TokenStoreTests : IAsyncLifetime
{
    private PortalParts _parts = null!;
    private PortalUser _owner = null!;
    private Connection _connection = null!;

    private protected abstract DatabaseProvider Provider { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TokenStore Store => new(_parts.Get<IDbContextFactory<PortalDbContext>>(), _parts.Get<AuditLog>(), _parts.Clock);

    private AuditActor Owner => new(_owner.Id, "192.0.2.1");

    public async ValueTask InitializeAsync()
    {
        _parts = await PortalParts.StartAsync(Provider);
        _owner = await _parts.AddUserAsync();
        _connection = await _parts.AddConnectionAsync(_owner.Id, TimeSpan.FromHours(2));
    }

    public async ValueTask DisposeAsync()
    {
        await _parts.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Only_The_Hash_Is_Stored_And_A_Record_Is_Left()
    {
        var issued = Assert.IsType<TokenIssue.Issued>(await IssueAsync());

        await using var database = _parts.Open();
        var row = await database.PortalTokens.SingleAsync(Cancellation);
        Assert.Equal(TokenText.Hash(issued.Token), row.TokenHash);
        Assert.DoesNotContain(issued.Token[4..20], string.Join('|', row.Name, row.Leash, row.LastUsedAddress), StringComparison.Ordinal);
        Assert.DoesNotContain(issued.Token[4..20], issued.ToString(), StringComparison.Ordinal);
        Assert.Equal((issued.Id, _owner.Id, _connection.Id, null), (row.Id, row.OwnerId, row.ConnectionId, row.LastUsedAt));
        var record = await database.AuditEvents.SingleAsync(Cancellation);
        Assert.Equal((AuditActions.TokenMake, (Guid?)_owner.Id, (Guid?)_owner.Id, (Guid?)_connection.Id, $"token {row.Id}"), (record.Action, record.ActorId, record.SubjectUserId, record.ConnectionId, record.Detail));
    }

    [Fact]
    public async Task A_Wish_That_Is_Not_Right_Makes_Nothing()
    {
        var stranger = await _parts.AddUserAsync("mallory");
        var now = _parts.Clock.GetUtcNow();
        Assert.IsType<TokenIssue.NoName>(await IssueAsync(wish => wish with { Name = "  " }));
        Assert.IsType<TokenIssue.NoName>(await IssueAsync(wish => wish with { Name = new string('x', 101) }));
        Assert.IsType<TokenIssue.NoName>(await IssueAsync(wish => wish with { Name = "a\u0000b" }));
        Assert.IsType<TokenIssue.NoEnd>(await IssueAsync(wish => wish with { EndsAt = now }));
        Assert.IsType<TokenIssue.NoEnd>(await IssueAsync(wish => wish with { EndsAt = now.AddYears(1).AddSeconds(1) }));
        Assert.IsType<TokenIssue.NoLeash>(await IssueAsync(wish => wish with { Terms = Lent.Terms(repositories: []) }));
        Assert.IsType<TokenIssue.NoConnection>(await IssueAsync(wish => wish with { ConnectionId = Guid.NewGuid() }));
        Assert.IsType<TokenIssue.NoConnection>(await Store.IssueAsync(new AuditActor(stranger.Id, null), Wish(), Cancellation));
        await _parts.Get<ConnectionHolding>().SuspendAsync(_connection.Id, StateReasons.Administrator, null, Cancellation);
        Assert.IsType<TokenIssue.NoConnection>(await IssueAsync());

        await using var database = _parts.Open();
        Assert.False(await database.PortalTokens.AnyAsync(Cancellation));
        Assert.False(await database.AuditEvents.AnyAsync(record => record.Action == AuditActions.TokenMake, Cancellation));
    }

    [Fact]
    public async Task A_Year_Is_The_Longest() =>
        Assert.IsType<TokenIssue.Issued>(await IssueAsync(wish => wish with { EndsAt = _parts.Clock.GetUtcNow().AddYears(1) }));

    [Fact]
    public async Task Nobody_Makes_Them_Without_Bound()
    {
        for (var made = 0; made < TokenStore.MostMadeInAnHour; made++)
        {
            Assert.IsType<TokenIssue.Issued>(await IssueAsync());
        }

        Assert.IsType<TokenIssue.TooMany>(await IssueAsync());
        _parts.Clock.Advance(TimeSpan.FromMinutes(61));
        for (var made = TokenStore.MostMadeInAnHour; made < TokenStore.MostLiving; made++)
        {
            Assert.IsType<TokenIssue.Issued>(await IssueAsync());
        }

        Assert.IsType<TokenIssue.TooMany>(await IssueAsync());
        Assert.True(await Store.RevokeOwnAsync((await Store.ListAsync(_owner.Id, Cancellation))[0].Id, Owner, Cancellation));
        Assert.IsType<TokenIssue.Issued>(await IssueAsync());
    }

    [Fact]
    public async Task It_Is_Revoked_Once_By_Its_Owner_Or_An_Administrator_And_By_Nobody_Else()
    {
        var stranger = await _parts.AddUserAsync("mallory");
        var first = Assert.IsType<TokenIssue.Issued>(await IssueAsync()).Id;
        var second = Assert.IsType<TokenIssue.Issued>(await IssueAsync()).Id;

        Assert.False(await Store.RevokeOwnAsync(first, new AuditActor(stranger.Id, null), Cancellation));
        Assert.True(await Store.RevokeOwnAsync(first, Owner, Cancellation));
        Assert.False(await Store.RevokeOwnAsync(first, Owner, Cancellation));
        Assert.True(await Store.RevokeAnyAsync(second, new AuditActor(stranger.Id, null), Cancellation));
        Assert.False(await Store.RevokeAnyAsync(Guid.NewGuid(), Owner, Cancellation));

        Assert.All(await Store.ListAsync(_owner.Id, Cancellation), token => Assert.NotNull(token.RevokedAt));
        await using var database = _parts.Open();
        var records = await database.AuditEvents.Where(record => record.Action == AuditActions.TokenRevoke).OrderBy(record => record.Id).ToListAsync(Cancellation);
        Assert.Equal([(_owner.Id, _owner.Id), (stranger.Id, _owner.Id)], records.Select(record => (record.ActorId!.Value, record.SubjectUserId!.Value)));
    }

    [Fact]
    public async Task Everybodys_Are_Found_By_Person_And_In_Pages()
    {
        var other = await _parts.AddUserAsync("zoe");
        var theirs = await _parts.AddConnectionAsync(other.Id, TimeSpan.FromHours(2));
        for (var made = 0; made < 50; made++)
        {
            _parts.Clock.Advance(TimeSpan.FromMinutes(3));
            await IssueAsync();
        }

        _parts.Clock.Advance(TimeSpan.FromMinutes(3));
        var last = Assert.IsType<TokenIssue.Issued>(await Store.IssueAsync(new AuditActor(other.Id, null), Wish() with { ConnectionId = theirs.Id }, Cancellation)).Id;
        var directory = _parts.Get<TokenDirectory>();

        var first = await directory.FindAsync(null, false, null, Cancellation);
        var second = await directory.FindAsync(null, false, first.Older, Cancellation);
        Assert.Equal((51, 50, last), (first.Count, first.Rows.Count, first.Rows[0].Token.Id));
        Assert.Equal(51, first.Rows.Concat(second.Rows).Select(row => row.Token.Id).Distinct().Count());
        Assert.Null(second.Older);
        Assert.Equal("zoe", Assert.Single((await directory.FindAsync("ZO", false, null, Cancellation)).Rows).PersonName);

        await Store.RevokeAnyAsync(last, null, Cancellation);
        Assert.Empty((await directory.FindAsync("zoe", false, null, Cancellation)).Rows);
        Assert.Single((await directory.FindAsync("zoe", true, null, Cancellation)).Rows);
        Assert.Null(await directory.FindLivingAsync(last, Cancellation));
    }

    private Task<TokenIssue> IssueAsync(Func<TokenWish, TokenWish>? change = null) => Store.IssueAsync(Owner, (change ?? (wish => wish))(Wish()), Cancellation);

    private TokenWish Wish() => new("nightly", _connection.Id, Lent.Terms(), _parts.Clock.GetUtcNow().AddDays(30));
}

[Trait("Level", "Integration")]
public sealed class SqliteTokenStoreTests : TokenStoreTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlTokenStoreTests : TokenStoreTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}

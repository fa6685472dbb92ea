using System.Net;
using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Authentication;
using WebPortal.Bitbucket;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Authentication;

/// <summary>Membership is checked again while somebody is signed in, on either database.</summary>
public abstract class AccessReviewTests : IAsyncLifetime
{
    private PortalParts _parts = null!;
    private PortalUser _person = null!;
    private Connection _connection = null!;
    private string _handle = "";

    private protected abstract DatabaseProvider Provider { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _parts = await PortalParts.StartAsync(Provider, ("Access:AllowedWorkspaces:0", "Acme"));
        _person = await _parts.AddUserAsync();
        _connection = await _parts.AddConnectionAsync(_person.Id, TimeSpan.FromDays(2));
        _handle = await _parts.Get<SessionStore>().BeginAsync(_person.Id, null, null, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _parts.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_Member_Stays_And_The_Workspaces_Are_Kept_As_They_Are_Now()
    {
        BelongsTo("acme", "Quarry");
        Assert.Equal(1, await SweepAsync());
        Assert.Equal(["acme", "quarry"], await WorkspacesAsync());

        BelongsTo("acme", "harbour");
        _parts.Clock.Advance(TimeSpan.FromMinutes(56));
        Assert.Equal(1, await SweepAsync());

        Assert.Equal(["acme", "harbour"], await WorkspacesAsync());
        var row = await _parts.ReadAsync(_connection.Id);
        Assert.Equal((ConnectionState.Healthy, _connection.LastUsedAt), (row.State, row.LastUsedAt));
    }

    [Fact]
    public async Task It_Is_Due_After_A_Sign_In_And_Within_The_Hour_Only_While_Somebody_Is_Signed_In()
    {
        BelongsTo("acme");
        Assert.Equal(1, await SweepAsync());
        _parts.Clock.Advance(TimeSpan.FromMinutes(54));
        Assert.Equal(0, await SweepAsync());
        _parts.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await SweepAsync());

        await _parts.AddConnectionAsync(_person.Id, TimeSpan.FromDays(2));
        Assert.Equal(1, await SweepAsync());

        _parts.Clock.Advance(TimeSpan.FromHours(9));
        Assert.Equal(0, await SweepAsync());
    }

    [Fact]
    public async Task It_Is_Due_As_Well_While_Only_A_Portal_Token_Is_At_Work()
    {
        BelongsTo("acme");
        await SweepAsync();
        _parts.Clock.Advance(TimeSpan.FromHours(9));
        Assert.Equal(0, await SweepAsync());
        await using (var database = _parts.Open())
        {
            var now = _parts.Clock.GetUtcNow();
            database.PortalTokens.Add(new PortalToken { Id = Guid.NewGuid(), TokenHash = new byte[32], OwnerId = _person.Id, ConnectionId = _connection.Id, Name = "ci", Leash = "", CreatedAt = now, EndsAt = now.AddDays(1), LastUsedAt = now });
            await database.SaveChangesAsync(Cancellation);
        }

        BelongsTo("quarry");
        Assert.Equal(1, await SweepAsync());

        Assert.Equal(StateReasons.LeftWorkspaces, (await _parts.ReadAsync(_connection.Id)).StateReason);
    }

    [Fact]
    public async Task Somebody_Who_Has_Left_Is_Suspended_And_Out_Until_They_Come_Back()
    {
        BelongsTo("quarry");

        Assert.Equal(1, await SweepAsync());

        var row = await _parts.ReadAsync(_connection.Id);
        Assert.Equal((ConnectionState.Suspended, StateReasons.LeftWorkspaces), (row.State, row.StateReason));
        Assert.NotNull(row.SealedAccessToken);
        Assert.Null(await _parts.Get<SessionStore>().FindAsync(_handle, Cancellation));
        await using (var database = _parts.Open())
        {
            var record = await database.AuditEvents.SingleAsync(Cancellation);
            Assert.Equal((AuditActions.Suspend, (Guid?)null, (Guid?)_person.Id, (Guid?)_connection.Id), (record.Action, record.ActorId, record.SubjectUserId, record.ConnectionId));
        }

        await SignInAgainAsync();

        row = await _parts.ReadAsync(_connection.Id);
        Assert.Equal((ConnectionState.Healthy, null, null, null), (row.State, row.StateReason, row.SuspendedAt, row.StateBeforeSuspension));
        await using var after = _parts.Open();
        Assert.Equal(1, await after.AuditEvents.CountAsync(record => record.Action == AuditActions.Resume && record.ConnectionId == _connection.Id, Cancellation));
    }

    [Fact]
    public async Task A_Suspension_By_An_Administrator_Outlives_A_Sign_In()
    {
        await _parts.Get<ConnectionHolding>().SuspendAsync(_connection.Id, StateReasons.Administrator, new AuditActor(null, null), Cancellation);

        await SignInAgainAsync();

        var row = await _parts.ReadAsync(_connection.Id);
        Assert.Equal((ConnectionState.Suspended, StateReasons.Administrator), (row.State, row.StateReason));
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.Forbidden)]
    public async Task An_Answer_That_Fails_Changes_Nothing_And_Is_Asked_For_Again(HttpStatusCode status)
    {
        _parts.Upstream.Answer = (_, _) => Task.FromResult(new HttpResponseMessage(status));

        Assert.Equal(1, await SweepAsync());

        var row = await _parts.ReadAsync(_connection.Id);
        Assert.Equal((ConnectionState.Healthy, null), (row.State, row.AccessCheckedAt));
        Assert.NotNull(await _parts.Get<SessionStore>().FindAsync(_handle, Cancellation));
        Assert.Equal(0, await SweepAsync());
        _parts.Clock.Advance(TimeSpan.FromMinutes(5));
        BelongsTo("acme");
        Assert.Equal(1, await SweepAsync());
        Assert.Equal(["acme"], await WorkspacesAsync());
    }

    [Fact]
    public async Task One_Replica_Takes_A_Check()
    {
        BelongsTo("acme");
        await using var other = _parts.Restart(_parts.CertificatePath);
        var reviews = new[] { _parts, other }.Select(process => Task.Run(() => process.Get<MembershipReview>().TryReviewAsync(_connection.Id, null, Cancellation), Cancellation));
        other.Upstream.Answer = _parts.Upstream.Answer;

        Assert.All(await Task.WhenAll(reviews), Assert.True);

        Assert.Single((StubUpstream.Recorded[])[.. _parts.Upstream.Requests, .. other.Upstream.Requests]);
    }

    [Fact]
    public async Task After_A_Refresh_It_Is_Checked_Without_Waiting_For_The_Hour()
    {
        BelongsTo("acme");
        var review = _parts.Get<AccessReview>();
        await SweepAsync();
        await review.ReviewRefreshedAsync(_connection.Id, Cancellation);
        Assert.Single(_parts.Upstream.Requests);

        BelongsTo("quarry");
        _parts.Clock.Advance(TimeSpan.FromMinutes(2));
        await review.ReviewRefreshedAsync(_connection.Id, Cancellation);

        Assert.Equal(ConnectionState.Suspended, (await _parts.ReadAsync(_connection.Id)).State);
    }

    private Task<int> SweepAsync() => _parts.Get<AccessReview>().SweepAsync(Cancellation);

    private void BelongsTo(params string[] slugs)
    {
        var values = string.Join(',', slugs.Select(slug => $$$"""{"type":"workspace_access","workspace":{"slug":"{{{slug}}}","uuid":"{aaaaaaaa-2222-4333-8444-555555555555}"}}"""));
        _parts.Upstream.Answer = (_, _) => Task.FromResult(StubUpstream.Json(HttpStatusCode.OK, $$"""{"values":[{{values}}]}"""));
    }

    private async Task SignInAgainAsync()
    {
        var profile = new BitbucketProfile(_person.BitbucketUuid, _person.AccountId, _person.Username, _person.DisplayName);
        var tokens = new TokenSet(new AccessToken("access-9"), new RefreshToken("refresh-9"), "account email repository", _parts.Clock.GetUtcNow().AddHours(2));
        await _parts.Get<SignInRecorder>().RecordAsync(profile, null, tokens, null, Cancellation);
    }

    private async Task<IReadOnlyList<string>> WorkspacesAsync()
    {
        await using var database = _parts.Open();
        return await database.ConnectionWorkspaces.Where(row => row.ConnectionId == _connection.Id).Select(row => row.Slug).OrderBy(slug => slug).ToListAsync(Cancellation);
    }
}

[Trait("Level", "Integration")]
public sealed class SqliteAccessReviewTests : AccessReviewTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlAccessReviewTests : AccessReviewTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}

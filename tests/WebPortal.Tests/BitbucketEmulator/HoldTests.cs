using System.Net;
using BitbucketEmulator.Control;
using Xunit;

namespace WebPortal.Tests.BitbucketEmulator;

/// <summary>Token requests that are stopped at an exact step, and answers that are held back after the work.</summary>
[Trait("Level", "Integration")]
public sealed class HoldTests : IClassFixture<EmulatorFixture>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly EmulatorFixture emulator;

    public HoldTests(EmulatorFixture emulator)
    {
        this.emulator = emulator;
        emulator.Host.Reset();

        // Without a grace the first refresh token tells whether it was rotated.
        emulator.Host.Settings = emulator.Host.Settings with { RefreshGrace = TimeSpan.Zero };
    }

    [Theory]
    [InlineData(nameof(TokenStep.Received), false)]
    [InlineData(nameof(TokenStep.AnswerReady), true)]
    public async Task A_Dropped_Request_Has_Rotated_Or_Not_By_The_Step_Where_It_Was_Held(string step, bool hasRotated)
    {
        var tokens = emulator.Host.IssueTokens("amelia");
        var hold = emulator.Host.Holds.Add(Enum.Parse<TokenStep>(step), "amelia");

        var call = emulator.RefreshAsync(tokens.RefreshToken!);
        await hold.Reached.WaitAsync(Limit, TestContext.Current.CancellationToken);
        hold.Drop();
        await Assert.ThrowsAsync<HttpRequestException>(() => call);
        var again = await emulator.RefreshAsync(tokens.RefreshToken!);

        Assert.Equal(hasRotated ? HttpStatusCode.BadRequest : HttpStatusCode.OK, again.Status);
    }

    [Fact]
    public async Task A_Held_Request_Rotates_Although_Its_Caller_Has_Left()
    {
        var tokens = emulator.Host.IssueTokens("amelia");
        var received = emulator.Host.Holds.Add(TokenStep.Received);
        var ready = emulator.Host.Holds.Add(TokenStep.AnswerReady);
        using var caller = new CancellationTokenSource();
        using var form = new FormUrlEncodedContent([new("grant_type", "refresh_token"), new("refresh_token", tokens.RefreshToken!), new("client_id", "demo-client"), new("client_secret", "demo-secret")]);

        var call = emulator.Http.PostAsync(emulator.Host.TokenEndpoint, form, caller.Token);
        await received.Reached.WaitAsync(Limit, TestContext.Current.CancellationToken);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        received.Release();
        await ready.Reached.WaitAsync(Limit, TestContext.Current.CancellationToken);
        ready.Release();

        Assert.Equal(HttpStatusCode.BadRequest, (await emulator.RefreshAsync(tokens.RefreshToken!)).Status);
    }

    [Fact]
    public async Task A_Hold_Stops_One_Request_Of_Its_Person_And_Lets_It_Go_On()
    {
        var hold = emulator.Host.Holds.Add(TokenStep.AnswerSent, "amelia");
        hold.Release();

        Assert.Equal(HttpStatusCode.OK, (await emulator.RefreshAsync(emulator.Host.IssueTokens("bogdan").RefreshToken!)).Status);
        Assert.False(hold.Reached.IsCompleted);
        Assert.Equal(HttpStatusCode.OK, (await emulator.RefreshAsync(emulator.Host.IssueTokens("amelia").RefreshToken!)).Status);
        Assert.Equal("amelia", (await hold.Reached.WaitAsync(Limit, TestContext.Current.CancellationToken)).Person);
        Assert.Equal(HttpStatusCode.OK, (await emulator.RefreshAsync(emulator.Host.IssueTokens("amelia").RefreshToken!)).Status);
    }

    [Fact]
    public async Task An_Answer_That_Is_Held_Back_Has_Rotated_For_A_Caller_Who_Gave_Up()
    {
        emulator.Host.Faults.Add(new() { PathPrefix = "/site/oauth2/access_token", AnswerDelay = TimeSpan.FromSeconds(30), Count = 1 });
        var tokens = emulator.Host.IssueTokens("amelia");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        using var form = new FormUrlEncodedContent([new("grant_type", "refresh_token"), new("refresh_token", tokens.RefreshToken!), new("client_id", "demo-client"), new("client_secret", "demo-secret")]);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => emulator.Http.PostAsync(emulator.Host.TokenEndpoint, form, patience.Token));

        Assert.Equal(HttpStatusCode.BadRequest, (await emulator.RefreshAsync(tokens.RefreshToken!)).Status);
    }
}

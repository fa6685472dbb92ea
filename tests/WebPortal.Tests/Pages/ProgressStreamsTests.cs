using System.Net;
using BitbucketEmulator.Control;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Pages;

/// <summary>The events that a page of repositories follows while Bitbucket is being read.</summary>
[Trait("Level", "Integration")]
public sealed class ProgressStreamsTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private PortalApp portal = null!;
    private Visitor visitor = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        portal = await PortalApp.StartAsync();
        visitor = portal.NewVisitor();
        await visitor.SignInAsync("daphne");
    }

    public async ValueTask DisposeAsync()
    {
        visitor.Dispose();
        await portal.DisposeAsync();
    }

    [Fact]
    public async Task Progress_Is_Told_As_Events_Until_The_Reading_Ends()
    {
        portal.Emulator.Faults.Add(new FaultRule { Workspace = "guild-07", Delay = TimeSpan.FromMilliseconds(700) });
        var view = visitor.GetAsync("/api/v1/repositories");
        await UntilReadingAsync();
        using var stream = await OpenAsync();

        Assert.Equal(HttpStatusCode.OK, stream.StatusCode);
        Assert.Equal("text/event-stream", stream.Content.Headers.ContentType?.ToString());
        Assert.True(stream.Headers.CacheControl?.NoStore);
        var text = await stream.Content.ReadAsStringAsync(Cancellation).WaitAsync(Limit, Cancellation);
        Assert.Contains("event: progress\ndata: {\"workspacesRead\":", text, StringComparison.Ordinal);
        Assert.EndsWith("\"workspacesTotal\":40,\"repositoriesRead\":120,\"isBeingRead\":false}\n\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("guild", text, StringComparison.Ordinal);
        (await view).Dispose();
    }

    [Fact]
    public async Task A_Sign_Out_Ends_The_Stream()
    {
        portal.Emulator.Faults.Add(new FaultRule { Workspace = "guild-07", Delay = TimeSpan.FromSeconds(30) });
        using var leaving = new CancellationTokenSource();
        var view = visitor.SendUntilAsync(new HttpRequestMessage(HttpMethod.Get, "/api/v1/repositories"), leaving.Token);
        await UntilReadingAsync();
        using var stream = await OpenAsync();
        var text = stream.Content.ReadAsStringAsync(Cancellation);
        Assert.False(text.IsCompleted);

        (await visitor.SubmitAsync("/account", "/signout")).Dispose();

        Assert.DoesNotContain("\"isBeingRead\":false", await text.WaitAsync(Limit, Cancellation), StringComparison.Ordinal);
        using var after = await OpenAsync();
        Assert.Equal(HttpStatusCode.Found, after.StatusCode);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => view);
    }

    [Fact]
    public async Task A_Person_Has_A_Few_Streams_At_Most_And_They_Free_Their_Place()
    {
        portal.Emulator.Faults.Add(new FaultRule { Workspace = "guild-07", Delay = TimeSpan.FromSeconds(2) });
        var view = visitor.GetAsync("/api/v1/repositories");
        await UntilReadingAsync();
        var streams = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => OpenAsync()));

        var refused = Assert.Single(streams, stream => stream.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.NotNull(refused.Headers.RetryAfter);
        await Task.WhenAll(streams.Select(stream => stream.Content.ReadAsStringAsync(Cancellation))).WaitAsync(Limit, Cancellation);
        await Eventually.IsTrueAsync(async () =>
        {
            using var again = await OpenAsync();
            return again.StatusCode == HttpStatusCode.OK;
        }, "a place is free again", Cancellation);
        (await view).Dispose();
    }

    private Task UntilReadingAsync() => Eventually.IsTrueAsync(
        () => Task.FromResult(portal.Emulator.Journal.Entries.Any(entry => entry.Path == "/2.0/repositories/guild-07")), "the slow workspace is asked for", Cancellation);

    private Task<HttpResponseMessage> OpenAsync()
    {
        var client = portal.Server.CreateClient();
        client.BaseAddress = new Uri(PortalApp.Address);
        var request = new HttpRequestMessage(HttpMethod.Get, "/events/repositories");
        request.Headers.Add("Cookie", string.Join("; ", visitor.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
    }
}

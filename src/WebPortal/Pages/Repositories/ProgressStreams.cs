using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using WebPortal.Audit;
using WebPortal.Connections;
using WebPortal.Repositories;

namespace WebPortal.Pages.Repositories;

/// <summary>Answers <c>GET /events/repositories</c>: how far the reading of the person's repositories has come, as server-sent events with counts and nothing else.</summary>
/// <remarks>
/// A stream ends with the reading, after <see cref="LongestStream"/>, when the connection or anything about the person's access changes, and when the portal
/// stops. A browser whose reading goes on comes back by itself, and is then judged anew like with every request.
/// </remarks>
internal sealed class ProgressStreams(RepositoryCatalog catalog, AuditFeed feed, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    public const int MostForPerson = 4;

    public const int MostForAll = 2_000;

    public static readonly TimeSpan LongestStream = TimeSpan.FromMinutes(2);

    public static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(15);

    private static readonly byte[] Heartbeat = ": still here\n\n"u8.ToArray();

    private readonly Lock guard = new();
    private readonly Dictionary<Guid, int> open = [];
    private int openForAll;

    public async Task AnswerAsync(HttpContext http)
    {
        var person = http.User.GetUserId();
        if (!TryOpen(person))
        {
            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            http.Response.Headers.RetryAfter = HeartbeatEvery.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return;
        }

        try
        {
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
            using var timeLimit = new CancellationTokenSource(LongestStream, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ending.Token, timeLimit.Token);
            using var subscription = feed.Subscribe(change => EndAfter(change, person, ending));
            await WriteAsync(http, either.Token);
        }
        catch (OperationCanceledException)
        {
            // One of the ends above.
        }
        finally
        {
            Close(person);
        }
    }

    /// <summary>A sign-out, a suspension, a disconnection: whatever it is, the next request finds out.</summary>
    private static void EndAfter(AuditChange change, Guid person, CancellationTokenSource ending)
    {
        if (change.ConcernsEverybody || (change.SubjectUserId == person && change.Action != AuditActions.SignIn))
        {
            try
            {
                ending.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It has just ended by itself.
            }
        }
    }

    private async Task WriteAsync(HttpContext http, CancellationToken cancellationToken)
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Response.BodyWriter.Write("retry: 3000\n\n"u8);
        await http.Response.BodyWriter.FlushAsync(cancellationToken);
        if (!http.User.TryGetConnectionId(out var connection))
        {
            Write(http.Response, CatalogProgress.Nothing);
            await http.Response.BodyWriter.FlushAsync(cancellationToken);
            return;
        }

        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var changes = catalog.WatchAsync(connection.Value, leaving.Token).GetAsyncEnumerator(leaving.Token);
        var next = changes.MoveNextAsync().AsTask();
        try
        {
            while (await IsOverAsync(next, leaving.Token) is var isOver && isOver != true)
            {
                if (isOver is null)
                {
                    http.Response.BodyWriter.Write(Heartbeat);
                }
                else
                {
                    Write(http.Response, changes.Current);
                    next = changes.MoveNextAsync().AsTask();
                }

                await http.Response.BodyWriter.FlushAsync(leaving.Token);
            }
        }
        finally
        {
            // An enumeration may be disposed of only between two steps.
            await leaving.CancelAsync();
            await next.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <returns>Null when nothing has happened for a while.</returns>
    private async Task<bool?> IsOverAsync(Task<bool> next, CancellationToken cancellationToken)
    {
        try
        {
            return !await next.WaitAsync(HeartbeatEvery, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private static void Write(HttpResponse response, CatalogProgress progress) =>
        response.BodyWriter.Write(Encoding.UTF8.GetBytes($"event: progress\ndata: {JsonSerializer.Serialize(progress, ProgressJson.Default.CatalogProgress)}\n\n"));

    private bool TryOpen(Guid person)
    {
        lock (guard)
        {
            var ofPerson = open.GetValueOrDefault(person);
            if (ofPerson >= MostForPerson || openForAll >= MostForAll)
            {
                return false;
            }

            open[person] = ofPerson + 1;
            openForAll++;
            return true;
        }
    }

    private void Close(Guid person)
    {
        lock (guard)
        {
            openForAll--;
            if (--open[person] == 0)
            {
                open.Remove(person);
            }
        }
    }
}

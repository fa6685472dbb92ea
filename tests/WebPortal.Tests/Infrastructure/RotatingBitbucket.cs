using System.Collections.Concurrent;
using System.Net;

namespace WebPortal.Tests.Infrastructure;

/// <summary>Plays the token endpoint as Bitbucket's is known: a refresh token lives on for a while after its first use, a dead one and a wrong client look the same.</summary>
internal sealed class RotatingBitbucket(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _spent = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _dead = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private int _issued;
    private int _refreshes;
    private int _probes;
    private DateTimeOffset _lockedUntil;

    /// <summary>How long a refresh token works after its first use.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long everything of the client is refused after the replay of a token whose grace is over.</summary>
    public TimeSpan LockOut { get; set; }

    public bool RefusesClient { get; set; }

    /// <summary>Requests for a refresh, refused ones included.</summary>
    public int Refreshes => Volatile.Read(ref _refreshes);

    /// <summary>Requests with a code.</summary>
    public int Probes => Volatile.Read(ref _probes);

    /// <summary>The refresh token that was given out last.</summary>
    public string Newest { get; private set; } = "";

    public static bool IsTokenCall(StubUpstream.Recorded request) => request.Method == HttpMethod.Post;

    public static bool IsRefresh(StubUpstream.Recorded request) => request.Form("grant_type") == "refresh_token";

    public static HttpResponseMessage Refusal(string code) => StubUpstream.Json(HttpStatusCode.BadRequest, $$"""{"error":"{{code}}","error_description":"x"}""");

    public static HttpResponseMessage User() =>
        StubUpstream.Json(HttpStatusCode.OK, """{"uuid":"{6a0b3c7e-1111-4222-8333-944455566677}","display_name":"Amelia"}""");

    /// <summary>The grant behind this refresh token has ended.</summary>
    public void Kill(string refreshToken) => _dead[refreshToken] = true;

    public Task<HttpResponseMessage> AnswerAsync(StubUpstream.Recorded request, CancellationToken cancellationToken)
    {
        if (!IsTokenCall(request))
        {
            return Task.FromResult(User());
        }

        if (!IsRefresh(request))
        {
            Interlocked.Increment(ref _probes);
            return Task.FromResult(Refusal(RefusesClient ? "unauthorized_client" : "invalid_grant"));
        }

        Interlocked.Increment(ref _refreshes);
        return Task.FromResult(RefusesClient ? Refusal("unauthorized_client") : Refresh(request.Form("refresh_token")!));
    }

    private HttpResponseMessage Refresh(string sent)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            var isReplay = _spent.TryGetValue(sent, out var spentAt) && now >= spentAt + Grace;
            if (isReplay)
            {
                _lockedUntil = now + LockOut;
            }

            if (isReplay || now < _lockedUntil || _dead.ContainsKey(sent))
            {
                return Refusal("unauthorized_client");
            }

            _spent.TryAdd(sent, now);
            Newest = $"refresh-r{++_issued}";
            return StubUpstream.Tokens($"access-r{_issued}", Newest);
        }
    }
}

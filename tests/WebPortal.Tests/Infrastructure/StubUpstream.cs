using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace WebPortal.Tests.Infrastructure;

/// <summary>Plays Bitbucket for tests of one part: answers from a function, and remembers every request.</summary>
internal sealed class StubUpstream : HttpMessageHandler
{
    private readonly ConcurrentQueue<Recorded> _requests = new();

    /// <summary>Answers the next requests; replaced by the test as it goes on.</summary>
    public Func<Recorded, CancellationToken, Task<HttpResponseMessage>> Answer { get; set; } = (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotFound));

    public IReadOnlyList<Recorded> Requests => [.. _requests];

    public static HttpResponseMessage Json(HttpStatusCode status, string json) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Tokens(string accessToken, string? refreshToken, int expiresIn = 7200) => Json(
        HttpStatusCode.OK,
        $$"""{"access_token":"{{accessToken}}","token_type":"bearer","expires_in":{{expiresIn}},"scope":"account email repository"{{(refreshToken is null ? "" : $",\"refresh_token\":\"{refreshToken}\"")}}}""");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var recorded = new Recorded(request.Method, request.RequestUri!, request.Headers.Authorization?.ToString(), body);
        _requests.Enqueue(recorded);
        return await Answer(recorded, cancellationToken);
    }

    internal sealed record Recorded(HttpMethod Method, Uri Address, string? Authorization, string Body)
    {
        public string? Form(string name) => System.Web.HttpUtility.ParseQueryString(Body)[name];
    }
}

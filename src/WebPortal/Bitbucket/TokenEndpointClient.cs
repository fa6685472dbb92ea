using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace WebPortal.Bitbucket;

/// <summary>Speaks to the token endpoint: form body out, <see cref="TokenRequestOutcome"/> back. Never follows a redirect, never logs.</summary>
internal sealed class TokenEndpointClient(HttpClient http, IOptions<BitbucketOptions> options, TimeProvider clock)
{
    public Task<TokenRequestOutcome> RefreshAsync(RefreshToken refreshToken, CancellationToken cancellationToken) => RequestAsync(
        Own,
        new() { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken.Reveal() },
        cancellationToken);

    /// <summary>Fetches an access token for a client that acts as itself; a refresh token is not expected in the answer.</summary>
    public Task<TokenRequestOutcome> GrantAsync(string clientId, ClientSecret secret, string scope, CancellationToken cancellationToken) => RequestAsync(
        ClientAuthentication(clientId, secret.Reveal()),
        new() { ["grant_type"] = "client_credentials", ["scope"] = scope },
        cancellationToken);

    /// <summary>Asks whether the client itself is accepted, with a made-up code that can open nothing: <c>invalid_grant</c> means yes.</summary>
    public Task<TokenRequestOutcome> ProbeAsync(CancellationToken cancellationToken) => RequestAsync(
        Own,
        new() { ["grant_type"] = "authorization_code", ["code"] = Convert.ToHexString(RandomNumberGenerator.GetBytes(16)) },
        cancellationToken);

    private AuthenticationHeaderValue Own => ClientAuthentication(options.Value.ClientId, options.Value.ClientSecret);

    private async Task<TokenRequestOutcome> RequestAsync(AuthenticationHeaderValue client, Dictionary<string, string> form, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Value.TokenEndpoint) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = client;
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Value.RequestTimeout);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var now = clock.GetUtcNow();
            var retryAfter = RetryAfter.Read(response.Headers, now);
            return await BoundedBody.ReadAsync(response.Content, TokenAnswer.LongestBody, limit.Token) is { } body
                ? TokenAnswer.Read(response.StatusCode, body, retryAfter, now)
                : new TokenRequestOutcome.Unavailable((int)response.StatusCode, retryAfter);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException
            || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new TokenRequestOutcome.Unavailable(null, null);
        }
    }

    /// <summary>HTTP Basic with form-encoded parts, as RFC 6749 section 2.3.1 asks.</summary>
    private static AuthenticationHeaderValue ClientAuthentication(string clientId, string clientSecret)
    {
        var pair = $"{Uri.EscapeDataString(clientId)}:{Uri.EscapeDataString(clientSecret)}";
        return new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
    }
}

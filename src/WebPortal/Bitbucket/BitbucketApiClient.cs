using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;

namespace WebPortal.Bitbucket;

/// <summary>Reads the REST API 2.0 with a credential that is handed in for each call. Never follows a redirect, never logs.</summary>
internal sealed class BitbucketApiClient(HttpClient http, BitbucketAddresses addresses, IOptions<BitbucketOptions> options, TimeProvider clock)
{
    /// <summary>Largest body that is read, in bytes after decompression: a full page of 100 repositories is below 1 MB.</summary>
    public const int LongestBody = 8 * 1024 * 1024;

    private static readonly ProductInfoHeaderValue Product = new("WebPortal", typeof(BitbucketApiClient).Assembly.GetName().Version?.ToString(3) ?? "0");

    public BitbucketApi For(AccessToken accessToken) => For(UpstreamCredential.Bearer(accessToken));

    public BitbucketApi For(UpstreamCredential credential) => new(this, addresses, credential);

    public Task<BitbucketResult<T>> ReadAsync<T>(UpstreamCredential credential, ApiAddress address, JsonTypeInfo<T> shape, CancellationToken cancellationToken)
        where T : class =>
        SendAsync(credential, address, "application/json", (response, token) => ReadAnswerAsync(response, shape, token), cancellationToken);

    /// <summary>Reads a file as text. More than <see cref="BitbucketText.LongestText"/>, and anything that is not text, is not taken.</summary>
    public Task<BitbucketResult<BitbucketText>> ReadTextAsync(UpstreamCredential credential, ApiAddress address, CancellationToken cancellationToken) =>
        SendAsync(credential, address, "*/*", ReadFileAsync, cancellationToken);

    private async Task<BitbucketResult<T>> SendAsync<T>(
        UpstreamCredential credential, ApiAddress address, string accepted, Func<HttpResponseMessage, CancellationToken, Task<BitbucketResult<T>>> readAsync, CancellationToken cancellationToken)
        where T : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address.Value);
        request.Headers.Authorization = credential.ToHeader();
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accepted));
        request.Headers.UserAgent.Add(Product);
        using var timeLimit = new CancellationTokenSource(options.Value.RequestTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeLimit.Token);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return await readAsync(response, either.Token);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or InvalidDataException
            || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new BitbucketError(BitbucketErrorKind.Unavailable);
        }
    }

    private async Task<BitbucketResult<T>> ReadAnswerAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> shape, CancellationToken cancellationToken)
        where T : class
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return await ReadErrorAsync(response, cancellationToken);
        }

        var invalid = new BitbucketError(BitbucketErrorKind.Invalid, 200);
        if (await BoundedBody.ReadAsync(response.Content, LongestBody, cancellationToken) is not { } body)
        {
            return invalid;
        }

        // A page with status 200 comes from something in between (a proxy, maintenance), so it may pass by itself.
        if (body.Span.TrimStart(" \t\r\n"u8) is [(byte)'<', ..])
        {
            return new BitbucketError(BitbucketErrorKind.Unavailable, 200);
        }

        try
        {
            BitbucketResult<T> result = JsonSerializer.Deserialize(body.Span, shape) is { } value ? value : invalid;
            return result with { IsNearLimit = LimitHeaders.AreNear(response.Headers) };
        }
        catch (JsonException)
        {
            return invalid;
        }
    }

    private async Task<BitbucketResult<BitbucketText>> ReadFileAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return await ReadErrorAsync(response, cancellationToken);
        }

        // A file comes as an attachment, whatever it holds. A page that is none comes from something in between and may pass by itself.
        if (response.Content.Headers.ContentDisposition is null && response.Content.Headers.ContentType?.MediaType == "text/html")
        {
            return new BitbucketError(BitbucketErrorKind.Unavailable, 200);
        }

        return await BoundedBody.ReadAsync(response.Content, BitbucketText.LongestText, cancellationToken) is { } body && BitbucketText.Read(body.Span) is { } text
            ? text
            : new BitbucketError(BitbucketErrorKind.Invalid, 200);
    }

    private async Task<BitbucketError> ReadErrorAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var reason = await BoundedBody.ReadAsync(response.Content, BitbucketErrorReader.LongestBody, cancellationToken);
        return BitbucketErrorReader.Read(response.StatusCode, reason ?? default, RetryAfter.Read(response.Headers, clock.GetUtcNow()));
    }
}

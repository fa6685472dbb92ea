using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.Extensions.Options;
using WebPortal.Bitbucket;

namespace AspNet.Security.OAuth.Bitbucket;

/// <summary>Exchanges the authorization code and reads the profile. Logs neither headers nor bodies, and repeats no upstream text.</summary>
/// <remarks>
/// Nothing here depends on the browser still waiting: a code is good for one exchange, and what it buys would be lost. Each call has the
/// time limit of the back channel instead. Failures carry their cause as data (<see cref="FailureKey"/>), for the events class to explain.
/// </remarks>
public class BitbucketAuthenticationHandler(IOptionsMonitor<BitbucketAuthenticationOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : OAuthHandler<BitbucketAuthenticationOptions>(options, logger, encoder)
{
    /// <summary>Key of <see cref="Exception.Data"/>: an OAuth error code, or <c>unavailable</c>, <c>unusable</c>, <c>profile-403</c> and the like.</summary>
    public const string FailureKey = "bitbucket-failure";

    private const int LongestProfile = 256 * 1024;

    protected override async Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        var form = new Dictionary<string, string>
        {
            ["client_id"] = Options.ClientId,
            ["client_secret"] = Options.ClientSecret,
            ["redirect_uri"] = context.RedirectUri,
            ["code"] = context.Code,
            ["grant_type"] = "authorization_code",
        };
        if (context.Properties.Items.TryGetValue(OAuthConstants.CodeVerifierKey, out var verifier) && verifier is not null)
        {
            form[OAuthConstants.CodeVerifierKey] = verifier;
            context.Properties.Items.Remove(OAuthConstants.CodeVerifierKey);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, Options.TokenEndpoint) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        var (status, body) = await SendAsync(request, TokenAnswer.LongestBody);
        return status is null ? Refuse("unavailable") : TokenAnswer.Read(status.Value, body, null, TimeProvider.GetUtcNow()) switch
        {
            TokenRequestOutcome.Granted => OAuthTokenResponse.Success(JsonDocument.Parse(body)),
            TokenRequestOutcome.Refused refused => Refuse(refused.ErrorCode),
            TokenRequestOutcome.Unavailable => Refuse("unavailable"),
            _ => Refuse("unusable"),
        };
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(
        ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        // Both are asked for at once: a person waits for one trip to Bitbucket, not for two. The second fails to nothing by itself.
        var address = !string.IsNullOrEmpty(Options.UserEmailsEndpoint) && Options.Scope.Contains("email") ? GetEmailAsync(tokens) : Task.FromResult<string?>(null);
        using var profile = await ReadProfileAsync(tokens);
        var principal = new ClaimsPrincipal(identity);
        var context = new OAuthCreatingTicketContext(principal, properties, Context, Scheme, Options, Backchannel, tokens, profile.RootElement);
        context.RunClaimActions();
        if (await address is { } email && !identity.HasClaim(claim => claim.Type == ClaimTypes.Email))
        {
            identity.AddClaim(new Claim(ClaimTypes.Email, email, ClaimValueTypes.String, Options.ClaimsIssuer));
        }

        await Events.CreatingTicket(context);
        return new AuthenticationTicket(context.Principal!, context.Properties, Scheme.Name);
    }

    /// <returns>The primary address if Bitbucket has confirmed it; null when there is none or the list may not be read.</returns>
    protected virtual async Task<string?> GetEmailAsync(OAuthTokenResponse tokens)
    {
        var (status, body) = await GetAsync(Options.UserEmailsEndpoint, tokens);
        if (status != System.Net.HttpStatusCode.OK)
        {
            return null;
        }

        try
        {
            using var list = JsonDocument.Parse(body);
            return list.RootElement.GetProperty("values").EnumerateArray()
                .Where(address => IsTrue(address, "is_primary") && IsTrue(address, "is_confirmed"))
                .Select(address => address.GetProperty("email").GetString())
                .FirstOrDefault();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private async Task<JsonDocument> ReadProfileAsync(OAuthTokenResponse tokens)
    {
        var (status, body) = await GetAsync(Options.UserInformationEndpoint, tokens);
        try
        {
            return status == System.Net.HttpStatusCode.OK
                && JsonDocument.Parse(body, new JsonDocumentOptions { AllowDuplicateProperties = false }) is { RootElement.ValueKind: JsonValueKind.Object } profile
                ? profile
                : throw Failure(status is null ? "unavailable" : $"profile-{(int)status}");
        }
        catch (JsonException)
        {
            throw Failure("profile-unreadable");
        }
    }

    private Task<(System.Net.HttpStatusCode? Status, ReadOnlyMemory<byte> Body)> GetAsync(string address, OAuthTokenResponse tokens)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);
        return SendAsync(request, LongestProfile);
    }

    private async Task<(System.Net.HttpStatusCode? Status, ReadOnlyMemory<byte> Body)> SendAsync(HttpRequestMessage request, int longestBody)
    {
        using var limit = new CancellationTokenSource(Options.BackchannelTimeout);
        using (request)
        {
            try
            {
                using var response = await Backchannel.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
                return await BoundedBody.ReadAsync(response.Content, longestBody, limit.Token) is { } body ? (response.StatusCode, body) : (null, default);
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or InvalidDataException or OperationCanceledException)
            {
                return (null, default);
            }
        }
    }

    private static bool IsTrue(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static OAuthTokenResponse Refuse(string why) => OAuthTokenResponse.Failed(Failure(why));

    private static AuthenticationFailureException Failure(string why) =>
        new("The sign-in at Bitbucket could not be completed.") { Data = { [FailureKey] = why } };
}

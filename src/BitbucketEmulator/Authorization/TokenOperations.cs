using BitbucketEmulator.Api;
using BitbucketEmulator.Hosting;
using BitbucketEmulator.Tokens;
using BitbucketEmulator.Web;

namespace BitbucketEmulator.Authorization;

/// <summary>
/// The token endpoint. Its order: (1) the body is a form, (2) client credentials, (3) callback registered, (4) the grant itself.
/// Its errors are flat, never the API's envelope.
/// </summary>
internal static class TokenOperations
{
    private const string InvalidGrant = "invalid_grant";

    public static IEnumerable<WebOperation> All =>
    [
        new(HttpMethods.Post, TokenRequestReader.Address, RunAsync) { AllowsCrossSite = true },
    ];

    private static async Task<Answer> RunAsync(WebCall call, CancellationToken cancellationToken)
    {
        // Only this one form of body is understood; anything else is a request without a grant type.
        if (!TokenRequestReader.IsForm(call.Request))
            return Error(InvalidGrant, "Unsupported grant type: None");
        var form = await call.Request.ReadFormAsync(cancellationToken);
        var credentials = ClientCredentials.Read(call.Request, form);
        if (credentials is null)
            return Error("unauthorized_client", "Requests must be authenticated using OAuth client credentials");
        if (credentials.Verify(call.State) is not { } client)
            return WrongClient();
        return client.CallbackAddress is null
            ? Error("invalid_request", "No callback uri defined for the OAuth client.")
            : Grant(call, client, form);
    }

    private static Answer Grant(WebCall call, ClientOptions client, IFormCollection form)
    {
        string? grantType = form["grant_type"];
        return grantType switch
        {
            "authorization_code" => Exchange(call, client, form),
            "refresh_token" => Refresh(call, client, form),
            "client_credentials" => ForClient(call, client, form),
            _ => Error(InvalidGrant, $"Unsupported grant type: {(string.IsNullOrEmpty(grantType) ? "None" : grantType)}"),
        };
    }

    private static Answer Exchange(WebCall call, ClientOptions client, IFormCollection form)
    {
        var state = call.State;
        string? redirectUri = form["redirect_uri"];
        if (state.Codes.Redeem(form["code"].ToString(), client, redirectUri, state.Settings) is not { } code)
            return Error(InvalidGrant, "The specified code is not valid.");
        return Success(state.Tokens.Issue(code.Authorization, code.Scopes, state.Settings), "authorization_code", call.State);
    }

    private static Answer Refresh(WebCall call, ClientOptions client, IFormCollection form) =>
        call.State.Tokens.Refresh(client, form["refresh_token"].ToString(), call.State.Settings) is { } tokens
            ? Success(tokens, "refresh_token", call.State)
            : WrongClient();

    private static Answer ForClient(WebCall call, ClientOptions client, IFormCollection form) => client.Private
        ? Success(
            call.State.Tokens.IssueForClient(client, call.State.World.AppUserOf(client), ScopeSet.Split(form["scope"].ToString()), call.State.Settings),
            "client_credentials",
            call.State)
        : Error(InvalidGrant, "Cannot use client_credentials with a consumer marked as \"public\". Calls for auto generated consumers should use urn:bitbucket:oauth2:jwt instead.");

    private static Answer Success(TokenSet tokens, string grantType, EmulatorState state) => Answer.Json(JsonBody.Write(
        json =>
        {
            var legacy = state.Settings.LegacyTokenAnswer;
            json.WriteStartObject();
            json.WriteString(legacy ? "scopes" : "scope", tokens.Scopes.Text);
            json.WriteString("access_token", tokens.AccessToken);
            json.WriteNumber("expires_in", (long)tokens.ExpiresIn.TotalSeconds);
            json.WriteString("token_type", "bearer");
            if (legacy)
                json.WriteString("state", grantType);
            if (tokens.RefreshToken is { } refreshToken)
                json.WriteString("refresh_token", refreshToken);
            json.WriteEndObject();
        },
        tokens.AccessToken.Length * 3)).With("Cache-Control", "no-store");

    // A dead refresh token is refused with the very words of a wrong secret.
    private static Answer WrongClient() => Error("unauthorized_client", "Invalid OAuth client credentials");

    private static Answer Error(string error, string description) => Answer.Json(
        JsonBody.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("error_description", description);
            json.WriteString("error", error);
            json.WriteEndObject();
        }),
        StatusCodes.Status400BadRequest).With("Cache-Control", "no-store");
}

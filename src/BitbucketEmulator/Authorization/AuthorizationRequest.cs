using BitbucketEmulator.Control;
using BitbucketEmulator.Hosting;
using BitbucketEmulator.Tokens;
using BitbucketEmulator.Web;

namespace BitbucketEmulator.Authorization;

/// <summary>A valid authorization request. Whatever else stands in the address, <c>code_challenge</c> included, changes nothing.</summary>
internal sealed record AuthorizationRequest(ClientOptions Client, string RedirectUri, string? SentRedirectUri, string? State, ScopeSet Scopes)
{
    /// <summary>The request, or the page that tells the person why there is none; such a page never redirects.</summary>
    public static AuthorizationRequest? Read(WebCall call, out Answer? refusal)
    {
        refusal = null;
        var client = call.State.FindClient(call.Query("client_id"));
        if (client is null)
            refusal = Refuse("Invalid client_id", "This integration is misconfigured: no OAuth client has the client_id in the address. Contact the vendor.");
        else if (client.CallbackAddress is null)
            refusal = Refuse("Invalid redirect_uri", "This integration is misconfigured: its OAuth client has no callback address. Contact the vendor.");
        else if (call.Query("redirect_uri") is { } wanted && !Matches(wanted, client.CallbackAddress, call.State.Settings))
            refusal = Refuse("Invalid redirect_uri", "This integration is misconfigured: the redirect_uri in the address is not the callback registered with its OAuth client. Contact the vendor.");
        else if (call.Query("response_type") != "code")
            refusal = Refuse("Unsupported response_type", "The response_type in the address must be \"code\".");
        if (refusal is not null)
            return null;
        var sent = call.Query("redirect_uri");
        return new(client!, sent ?? client!.CallbackAddress!, sent, call.Query("state"), ScopesFor(call, client!));
    }

    /// <summary>The callback with the given parameters and, if the client sent one, its state.</summary>
    public string Callback(string name, string value)
    {
        var separator = RedirectUri.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var state = State is null ? "" : $"&state={Uri.EscapeDataString(State)}";
        return $"{RedirectUri}{separator}{name}={Uri.EscapeDataString(value)}{state}";
    }

    private static bool Matches(string wanted, string registered, EmulatorSettings settings) =>
        settings.RedirectMatch == RedirectMatch.Prefix
            ? wanted.StartsWith(registered, StringComparison.Ordinal) && Uri.TryCreate(wanted, UriKind.Absolute, out var uri) && uri.Authority == new Uri(registered).Authority
            : wanted == registered;

    private static ScopeSet ScopesFor(WebCall call, ClientOptions client)
    {
        var all = ScopeSet.Parse(client.Scopes);
        return call.State.Settings.NarrowScope && call.Query("scope") is { } wanted ? all.NarrowedTo(ScopeSet.Split(wanted)) : all;
    }

    private static Answer Refuse(string heading, string text) =>
        Html.Page.Message(heading, text, StatusCodes.Status400BadRequest);
}

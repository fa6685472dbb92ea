using System.Text;
using BitbucketEmulator.Hosting;
using BitbucketEmulator.Tokens;
using Microsoft.Extensions.Primitives;

namespace BitbucketEmulator.Api;

/// <summary>Reads the Authorization header, and nothing else: a token in the query or the body is as if it were not there.</summary>
internal static class ApiAuthenticator
{
    private const string Bearer = "Bearer ";
    private const string Basic = "Basic ";

    public static Caller Identify(HttpRequest request, EmulatorState state)
    {
        var header = request.Headers.Authorization;
        if (StringValues.IsNullOrEmpty(header))
            return Caller.Anonymous;
        var value = header.Count == 1 ? header[0]! : "";
        if (value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return FromToken(value.AsSpan(Bearer.Length).Trim(), state);
        return value.StartsWith(Basic, StringComparison.OrdinalIgnoreCase)
            ? FromPassword(value[Basic.Length..], state)
            : Caller.InvalidBearer;
    }

    private static Caller FromToken(ReadOnlySpan<char> text, EmulatorState state) =>
        state.Tokens.Find(text) is { } token
            ? new(token.Person, token.Scopes, "oauth2", token.Client)
            : Caller.InvalidBearer;

    // API tokens and app passwords are made up from the username; app passwords are gone unless a switch brings them back.
    private static Caller FromPassword(string encoded, EmulatorState state)
    {
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded.Trim(), bytes, out var count))
            return Caller.InvalidBasic;
        var pair = Encoding.UTF8.GetString(bytes, 0, count).Split(':', 2);
        if (pair.Length != 2 || state.Settings.Refuses(pair[1]))
            return Caller.InvalidBasic;
        if (state.World.FindPersonByEmail(pair[0]) is { } owner && (pair[1] == owner.ApiToken || pair[1] == owner.NextApiToken))
            return new(owner, ScopeSet.Parse(state.Settings.ApiTokenScopes), "api_token");
        return state.Settings.AcceptAppPasswords && state.World.FindPerson(pair[0]) is { } person && pair[0] == person.Username && pair[1] == person.AppPassword
            ? new(person, ScopeSet.Parse(state.Settings.ApiTokenScopes), "app_password")
            : Caller.InvalidBasic;
    }
}

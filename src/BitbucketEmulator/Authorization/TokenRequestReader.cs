using BitbucketEmulator.Control;
using BitbucketEmulator.Hosting;

namespace BitbucketEmulator.Authorization;

/// <summary>Reads a token request for the journal before anything is decided, so that faults can choose by person here as well.</summary>
internal static class TokenRequestReader
{
    public const string Address = "/site/oauth2/access_token";

    public static bool IsTokenRequest(EmulatorSide side, JournalEntry entry) =>
        side == EmulatorSide.Web && HttpMethods.IsPost(entry.Method) && entry.Path.TrimEnd('/') == Address;

    /// <summary>Only this one form of body is understood at the token endpoint.</summary>
    public static bool IsForm(HttpRequest request) =>
        request.ContentType?.Split(';')[0].Trim().Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;

    public static async Task ReadAsync(HttpRequest request, EmulatorState state, JournalEntry entry, CancellationToken cancellationToken)
    {
        if (!IsForm(request))
            return;
        var form = await request.ReadFormAsync(cancellationToken);
        entry.Form = form.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);
        var person = state.Tokens.OwnerOf(form["refresh_token"].ToString()) ?? state.Codes.OwnerOf(form["code"].ToString());
        entry.Person = person?.Username;
    }
}

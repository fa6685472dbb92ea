using System.Security.Cryptography;
using System.Text;
using BitbucketEmulator.Hosting;

namespace BitbucketEmulator.Authorization;

/// <summary>What a client proves itself with: HTTP Basic or two form fields.</summary>
internal sealed record ClientCredentials(string ClientId, string ClientSecret)
{
    private const string Basic = "Basic ";

    /// <summary>Null when the request brings none at all.</summary>
    public static ClientCredentials? Read(HttpRequest request, IFormCollection form)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
            return FromBasic(header[Basic.Length..].Trim());
        return form.ContainsKey("client_id") && form.ContainsKey("client_secret")
            ? new(form["client_id"].ToString(), form["client_secret"].ToString())
            : null;
    }

    public ClientOptions? Verify(EmulatorState state) =>
        state.FindClient(ClientId) is { } client
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(client.ClientSecret), Encoding.UTF8.GetBytes(ClientSecret))
            ? client
            : null;

    public override string ToString() => $"ClientCredentials ({ClientId})";

    private static ClientCredentials FromBasic(string encoded)
    {
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out var count))
            return new("", "");
        var pair = Encoding.UTF8.GetString(bytes, 0, count).Split(':', 2);
        // RFC 6749 2.3.1: both parts are form-encoded before they are joined; plain ones come out unchanged.
        return pair.Length == 2 ? new(Decode(pair[0]), Decode(pair[1])) : new("", "");
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text);
}

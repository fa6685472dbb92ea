using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace BitbucketEmulator.Tokens;

/// <summary>Makes the text of tokens and codes, of whatever length the switches ask for.</summary>
internal static class TokenText
{
    private const string JwtHeader = """{"typ":"JWT","alg":"RS256","kid":"emulator"}""";
    private const int SignatureBytes = 256;

    /// <summary>Readable as a JWT by anybody curious, at least as long as wanted like Bitbucket's, and unguessable by its random parts.</summary>
    public static string Jwt(string subject, string client, ScopeSet scopes, DateTimeOffset issuedAt, DateTimeOffset expiresAt, int length)
    {
        var head = Encode(JwtHeader);
        var signature = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SignatureBytes));
        var claims = $$"""{"iss":"bitbucket-emulator","sub":"{{subject}}","client_id":"{{JsonEncodedText.Encode(client)}}","scope":"{{scopes.Text}}","iat":{{issuedAt.ToUnixTimeSeconds()}},"exp":{{expiresAt.ToUnixTimeSeconds()}},"jti":"{{Opaque(32)}}","context": """;
        // Four characters of the token hold three of the claims.
        var wanted = (length - head.Length - signature.Length - 2) * 3 / 4;
        var filling = Opaque(Math.Max(16, wanted - claims.Length));
        return $"{head}.{Encode($"{claims}\"{filling}\"}}")}.{signature}";
    }

    public static string Opaque(int length) =>
        Base64Url.EncodeToString(RandomNumberGenerator.GetBytes((length * 3 / 4) + 1))[..length];

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}

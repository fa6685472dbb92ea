using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace WebPortal.Authentication;

/// <summary>The random value a cookie holds instead of a session: 256 bits, stored as its hash only.</summary>
internal static class SessionHandle
{
    public const string Claim = "handle";

    public static string Create() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string handle) => SHA256.HashData(Encoding.ASCII.GetBytes(handle));
}

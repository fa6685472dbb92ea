using System.Net.Http.Headers;
using System.Text;

namespace WebPortal.Bitbucket;

/// <summary>What one call to the API is authenticated with, in memory only. Prints as a redaction; <see cref="ToHeader"/> is called only where it is sent.</summary>
internal sealed class UpstreamCredential(string scheme, string parameter)
{
    public static UpstreamCredential Bearer(AccessToken token) => new("Bearer", token.Reveal());

    /// <param name="account">The account's e-mail address for an API token, its user name for an app password; never with a colon.</param>
    /// <param name="secret">The token or the password.</param>
    public static UpstreamCredential Basic(string account, AccountSecret secret) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account}:{secret.Reveal()}")));

    public AuthenticationHeaderValue ToHeader() => new(scheme, parameter);

    public override string ToString() => "[credential]";
}

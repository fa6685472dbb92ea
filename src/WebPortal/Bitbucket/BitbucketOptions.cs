using System.ComponentModel.DataAnnotations;

namespace WebPortal.Bitbucket;

/// <summary>The client registered at Bitbucket and the addresses it talks to.</summary>
internal sealed class BitbucketOptions
{
    public const string SectionName = "Bitbucket";

    [Required(ErrorMessage = "Bitbucket:ClientId is missing. Register an OAuth client in Bitbucket (workspace settings, OAuth clients) and set its ID.")]
    public string ClientId { get; set; } = "";

    [Required(ErrorMessage = "Bitbucket:ClientSecret is missing. Set the secret of the OAuth client as a file named Bitbucket__ClientSecret in the secrets directory, or as the environment variable Bitbucket__ClientSecret.")]
    public string ClientSecret { get; set; } = "";

    public Uri AuthorizationEndpoint { get; set; } = new("https://bitbucket.org/site/oauth2/authorize");

    public Uri TokenEndpoint { get; set; } = new("https://bitbucket.org/site/oauth2/access_token");

    /// <summary>The only place, besides the token endpoint, to which a credential is ever sent. Ends in a slash.</summary>
    public Uri ApiBaseAddress { get; set; } = new("https://api.bitbucket.org/2.0/");

    /// <summary>Requested scopes, separated by spaces.</summary>
    public string Scopes { get; set; } = "account email repository";

    /// <summary>Limit for one upstream call, from the first byte sent to the last byte read.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether app passwords may be added and used. Bitbucket retired them on 28 July 2026; only an older installation that still takes them needs this.</summary>
    public bool AllowAppPasswords { get; set; }

    public IReadOnlyList<string> RequestedScopes => Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

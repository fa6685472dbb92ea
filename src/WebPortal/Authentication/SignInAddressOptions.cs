namespace WebPortal.Authentication;

/// <summary>What the schemes need of the section Portal, which Hosting owns and validates.</summary>
internal sealed class SignInAddressOptions
{
    public const string SectionName = "Portal";

    public Uri? PublicAddress { get; set; }

    /// <summary>Over HTTPS every cookie is Secure and carries the <c>__Host-</c> prefix, which pins it to this host and the root path.</summary>
    public bool IsHttps => PublicAddress?.Scheme == Uri.UriSchemeHttps;

    public string CookieName(string name) => IsHttps ? $"__Host-{name}" : name;
}

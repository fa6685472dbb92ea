namespace WebPortal.Bitbucket;

/// <summary>An API token or app password in memory. Prints as a redaction; <see cref="Reveal"/> is called only where it is sealed or sent.</summary>
internal sealed class AccountSecret(string value)
{
    public string Reveal() => value;

    public override string ToString() => "[account secret]";
}

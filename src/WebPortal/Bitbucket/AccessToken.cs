namespace WebPortal.Bitbucket;

/// <summary>An access token in memory. Prints as a redaction; <see cref="Reveal"/> is called only where it is sealed or sent.</summary>
internal sealed class AccessToken(string value)
{
    public string Reveal() => value;

    public override string ToString() => "[access token]";
}

namespace WebPortal.Bitbucket;

/// <summary>A refresh token in memory. Prints as a redaction; <see cref="Reveal"/> is called only where it is sealed or sent.</summary>
internal sealed class RefreshToken(string value)
{
    public string Reveal() => value;

    public override string ToString() => "[refresh token]";
}

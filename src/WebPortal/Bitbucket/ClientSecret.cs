namespace WebPortal.Bitbucket;

/// <summary>The secret of a client that a connection brings along, in memory. Prints as a redaction; <see cref="Reveal"/> is called only where it is sealed or sent.</summary>
internal sealed class ClientSecret(string value)
{
    public string Reveal() => value;

    public override string ToString() => "[client secret]";
}

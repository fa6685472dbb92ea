namespace WebPortal.Authentication;

/// <summary>Decides whether a return address stays within the portal, as a browser would read it.</summary>
internal static class LocalAddress
{
    public const string Home = "/repositories";

    private const int Longest = 2000;
    private static readonly Uri Origin = new("https://portal.invalid/");

    /// <returns><paramref name="address"/> when it is a plain local path, else <see cref="Home"/>.</returns>
    public static string OrHome(string? address) => IsLocal(address) ? address! : Home;

    private static bool IsLocal(string? address) =>
        address is ['/', ..] and { Length: <= Longest }
        && address is not ['/', '/' or '\\', ..]
        && !address.AsSpan().ContainsAny(Forbidden)
        && !address.Any(char.IsControl)
        && Uri.TryCreate(Origin, address, out var resolved)
        && resolved.Scheme == Origin.Scheme && resolved.Host == Origin.Host && resolved.UserInfo.Length == 0
        && !resolved.AbsolutePath.StartsWith("//", StringComparison.Ordinal);

    /// <summary>A browser reads a backslash as a slash and drops tabs and line breaks.</summary>
    private static ReadOnlySpan<char> Forbidden => ['\\', '\t', '\r', '\n', '\0'];
}

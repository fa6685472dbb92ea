using System.Text.RegularExpressions;

namespace WebPortal.Repositories;

/// <summary>Keeps a link from outside only when following it can do no more than open a page or clone a repository.</summary>
internal static partial class SafeLink
{
    private const int LongestLink = 2048;

    /// <returns>An https address (http on loopback, where an emulator runs) without user information, else null.</returns>
    public static string? Web(string? link) => Read(link) is { UserInfo: "" } address && IsWeb(address) ? address.AbsoluteUri : null;

    /// <returns>As <see cref="Web"/>, but with a user name, which Bitbucket puts there for the person; never with a password.</returns>
    public static string? CloneHttps(string? link) =>
        Read(link) is { } address && IsWeb(address) && !address.UserInfo.Contains(':', StringComparison.Ordinal) ? address.AbsoluteUri : null;

    /// <returns>The link when it has the form <c>git@host:path</c> or <c>ssh://</c>, else null.</returns>
    public static string? CloneSsh(string? link) =>
        link is { Length: <= LongestLink } && (ScpForm().IsMatch(link) || SshForm().IsMatch(link)) ? link : null;

    private static Uri? Read(string? link) =>
        link is { Length: <= LongestLink } && !link.Any(letter => char.IsControl(letter) || letter is ' ' or '\\') && Uri.TryCreate(link, UriKind.Absolute, out var address)
            ? address
            : null;

    private static bool IsWeb(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);

    // No leading dash anywhere, so that git cannot take a part of it for an option.
    [GeneratedRegex(@"\Agit@[A-Za-z0-9][A-Za-z0-9.-]*:[A-Za-z0-9_.{~%][A-Za-z0-9_./{}~%-]*\z")]
    private static partial Regex ScpForm();

    [GeneratedRegex(@"\Assh://([A-Za-z0-9_][A-Za-z0-9_.-]*@)?[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?/[A-Za-z0-9_./{}~%-]+\z")]
    private static partial Regex SshForm();
}

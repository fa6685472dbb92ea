namespace WebPortal.Repositories;

/// <summary>A link that was found harmless, cut around the repository's own name or UUID, so that what is left is the same for many. Put together again it is letter for letter the link that was checked.</summary>
/// <param name="After">Null when the whole link is <paramref name="Before"/>.</param>
internal sealed record LinkShape(string Before, string? After, bool IsByUuid)
{
    public static LinkShape? Of(string fullName, Guid? uuid, string? link)
    {
        if (link is null)
        {
            return null;
        }

        return Cut(link, fullName, isByUuid: false) ?? (uuid is { } known ? Cut(link, known.ToString("D"), isByUuid: true) : null) ?? new LinkShape(link, null, false);
    }

    public string Of(string fullName, Guid? uuid) => After is null ? Before : string.Concat(Before, IsByUuid ? uuid?.ToString("D") : fullName, After);

    private static LinkShape? Cut(string link, string part, bool isByUuid) =>
        link.IndexOf(part, StringComparison.Ordinal) is var at && at >= 0 ? new LinkShape(link[..at], link[(at + part.Length)..], isByUuid) : null;
}

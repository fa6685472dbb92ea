using System.Diagnostics.CodeAnalysis;

namespace WebPortal.Bitbucket;

/// <summary>The name of a repository in an address, checked by <see cref="SlugRule"/>; there is no other way to make one.</summary>
internal sealed record RepositorySlug
{
    private RepositorySlug(string value) => Value = value;

    public string Value { get; }

    public static bool TryParse(string? text, [NotNullWhen(true)] out RepositorySlug? slug)
    {
        slug = SlugRule.Accepts(text) ? new RepositorySlug(text!) : null;
        return slug is not null;
    }

    /// <summary>Percent-encoded once (the braces of a UUID need it).</summary>
    public string ToPathSegment() => Uri.EscapeDataString(Value);

    public override string ToString() => Value;
}

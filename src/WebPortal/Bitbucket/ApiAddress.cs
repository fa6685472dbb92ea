using System.Globalization;

namespace WebPortal.Bitbucket;

/// <summary>An address to which a credential may be sent: made from our own path, or from a paging link that passed <see cref="PagingLink"/>.</summary>
internal sealed class ApiAddress
{
    private ApiAddress(Uri value) => Value = value;

    public Uri Value { get; }

    /// <summary>The plain <c>page=N</c> of the query; null for opaque paging.</summary>
    public int? PageNumber => Value.Query.TrimStart('?').Split('&')
        .Where(pair => pair.StartsWith("page=", StringComparison.Ordinal))
        .Select(pair => int.TryParse(pair.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null)
        .FirstOrDefault();

    /// <param name="relative">Path and query below the base; its variable parts are encoded by the caller.</param>
    public static ApiAddress Below(Uri apiBase, string relative) => new(new Uri(apiBase, relative));

    /// <returns>Null when the link must not be followed.</returns>
    public static ApiAddress? FromLink(Uri apiBase, ApiAddress origin, string link) =>
        PagingLink.Check(apiBase, origin.Value, link) is { } accepted ? new ApiAddress(accepted) : null;

    /// <summary>Another page of the same request. Only meant for an address that names no page yet.</summary>
    public ApiAddress WithPage(int page) =>
        new(new Uri($"{Value.AbsoluteUri}{(Value.Query.Length == 0 ? '?' : '&')}page={page.ToString(CultureInfo.InvariantCulture)}"));

    public override string ToString() => Value.AbsolutePath;
}

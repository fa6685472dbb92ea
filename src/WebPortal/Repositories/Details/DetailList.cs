namespace WebPortal.Repositories.Details;

/// <summary>The beginning of a list.</summary>
/// <param name="Total">As far as Bitbucket says.</param>
internal sealed record DetailList<T>(IReadOnlyList<T> Items, long? Total, bool HasMore);

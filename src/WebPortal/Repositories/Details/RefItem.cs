namespace WebPortal.Repositories.Details;

/// <summary>A branch or a tag.</summary>
/// <param name="At">When its newest commit was made.</param>
internal sealed record RefItem(string Name, string? Url, DateTimeOffset? At, bool IsMain);

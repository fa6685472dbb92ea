namespace WebPortal.Bitbucket;

/// <summary>One email address of a person; trustworthy only when primary and confirmed.</summary>
internal sealed record BitbucketEmail(string? Email, bool? IsPrimary, bool? IsConfirmed);

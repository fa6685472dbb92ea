namespace WebPortal.Bitbucket;

/// <summary>A file or folder of a source listing.</summary>
internal sealed record BitbucketTreeEntry(string? Type, string? Path, long? Size, BitbucketRef.Commit? Commit);

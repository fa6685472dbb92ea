namespace WebPortal.Bitbucket;

/// <summary>A branch or a tag as Bitbucket answers it.</summary>
internal sealed record BitbucketRef(string? Name, BitbucketRef.Commit? Target)
{
    /// <summary>Where it points.</summary>
    internal sealed record Commit(string? Hash, string? Date);
}

namespace WebPortal.Bitbucket;

/// <summary>A commit as Bitbucket answers it.</summary>
internal sealed record BitbucketCommit(string? Hash, string? Date, string? Message, BitbucketCommit.Signature? Author)
{
    /// <summary>Who wrote it: as git has it, and the account when Bitbucket knows one.</summary>
    internal sealed record Signature(string? Raw, BitbucketUser? User);
}

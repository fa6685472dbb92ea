namespace BitbucketEmulator.Content;

/// <summary>A branch or a tag.</summary>
internal sealed record GitRef(string Name, bool IsTag, Commit Target)
{
    public string Type => IsTag ? "tag" : "branch";
}

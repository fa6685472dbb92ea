using System.Text.Json.Serialization;

namespace WebPortal.Bitbucket;

/// <summary>Links of an object. They are text from outside and are judged before anything is made of them.</summary>
internal sealed record BitbucketLinks(
    BitbucketLinks.Link? Html,
    BitbucketLinks.Link? Avatar,
    [property: JsonPropertyName("clone")] IReadOnlyList<BitbucketLinks.Link?>? CloneLinks)
{
    /// <summary>One link; clone links are told apart by name.</summary>
    internal sealed record Link(string? Href, string? Name);
}

using System.Text.Json.Serialization;

namespace WebPortal.Bitbucket;

/// <summary>Generated readers for every answer. Unknown fields are ignored; numbers may arrive as text.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    MaxDepth = 32)]
[JsonSerializable(typeof(BitbucketUser))]
[JsonSerializable(typeof(BitbucketWorkspace))]
[JsonSerializable(typeof(RawPage<BitbucketWorkspaceAccess>), TypeInfoPropertyName = "WorkspacePage")]
[JsonSerializable(typeof(RawPage<BitbucketRepository>), TypeInfoPropertyName = "RepositoryPage")]
[JsonSerializable(typeof(RawPage<BitbucketRepositoryPermission>), TypeInfoPropertyName = "PermissionPage")]
[JsonSerializable(typeof(RawPage<BitbucketRef>), TypeInfoPropertyName = "RefPage")]
[JsonSerializable(typeof(BitbucketRef))]
[JsonSerializable(typeof(RawPage<BitbucketCommit>), TypeInfoPropertyName = "CommitPage")]
[JsonSerializable(typeof(RawPage<BitbucketPullRequest>), TypeInfoPropertyName = "PullRequestPage")]
[JsonSerializable(typeof(RawPage<BitbucketTreeEntry>), TypeInfoPropertyName = "TreePage")]
internal sealed partial class BitbucketJson : JsonSerializerContext;

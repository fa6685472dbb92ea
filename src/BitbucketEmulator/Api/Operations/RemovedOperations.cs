namespace BitbucketEmulator.Api.Operations;

/// <summary>The cross-workspace calls that were removed and now say so, whoever asks.</summary>
internal static class RemovedOperations
{
    private static readonly string[] Templates =
        ["/repositories", "/workspaces", "/user/permissions/workspaces", "/user/permissions/repositories"];

    public static IEnumerable<ApiOperation> All =>
        Templates.Select(template => new ApiOperation(template, [], _ => ApiErrors.Gone()) { Anonymous = true });
}

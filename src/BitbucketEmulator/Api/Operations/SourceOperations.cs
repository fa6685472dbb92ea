using System.Globalization;
using BitbucketEmulator.Api.Objects;
using BitbucketEmulator.Content;
using BitbucketEmulator.Hosting;
using BitbucketEmulator.Paging;
using BitbucketEmulator.Queries;
using BitbucketEmulator.Seed;

namespace BitbucketEmulator.Api.Operations;

/// <summary>Folders and files of a repository; a file comes as its bytes, with an ETag and as an attachment.</summary>
internal static class SourceOperations
{
    private const string Source = "/repositories/{workspace}/{repo_slug}/src";

    private static readonly string[] Scopes = ["repository"];

    private static readonly FieldMap<TreeEntry> Fields = new(new Dictionary<string, Func<TreeEntry, object?>>
    {
        ["path"] = entry => entry.Path,
        ["size"] = entry => (long)entry.Size,
        ["type"] = entry => entry.IsFolder ? "commit_directory" : "commit_file",
    });

    public static IEnumerable<ApiOperation> All =>
    [
        new(Source, Scopes, Root) { Anonymous = true },
        new($"{Source}/{{commit}}", Scopes, Read) { Anonymous = true },
        new($"{Source}/{{commit}}/{{**path}}", Scopes, Read) { Anonymous = true },
    ];

    private static Answer Root(ApiCall call) => RepositoryCall.With(call, repository => new History(repository).Commits is [var newest, ..]
        ? Answer.Redirect($"{RepositoryJson.Self(repository, call.Addresses)}/src/{newest.Hash}/{call.Request.QueryString.ToUriComponent()}")
        : ApiErrors.NotFound($"Repository {repository.FullName} has no commits."));

    private static Answer Read(ApiCall call) => RepositoryCall.With(call, repository =>
    {
        if (new History(repository).Find(call["commit"]) is not { } commit)
            return ApiErrors.CommitNotFound(call["commit"]);
        var path = call["path"].TrimEnd('/');
        if (Tree.LargeFile(path) is { } length)
            return new Answer { ContentType = "application/octet-stream", Filler = length }.With("Content-Disposition", "attachment");
        var tree = new Tree(repository, commit);
        if (tree.Read(path) is { } bytes)
            return call.Query("format") == "meta" ? Meta(call, commit, path, bytes.Length) : File(call, path, bytes);
        return Depth(call) is { } depth && tree.List(path, depth) is { } entries
            ? ListAnswer.Create(call, entries, (json, entry) => TreeJson.Write(json, entry, commit, call.Addresses), Fields, itemSize: 1_536)
            : ApiErrors.NotFound($"No such file or directory: {path}");
    });

    private static int? Depth(ApiCall call) => call.Query("max_depth") is not { } text
        ? 1
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var depth) && depth > 0 ? depth : null;

    private static Answer Meta(ApiCall call, Commit commit, string path, int size) =>
        Answer.Json(JsonBody.Write(json => TreeJson.Write(json, new TreeEntry(path, false, size), commit, call.Addresses), 1_536));

    private static Answer File(ApiCall call, string path, byte[] bytes)
    {
        var tag = $"\"{Deterministic.Number(Convert.ToHexString(bytes)):x16}\"";
        if (call.Request.Headers.IfNoneMatch == tag)
            return new Answer { Status = StatusCodes.Status304NotModified }.With("ETag", tag);
        var name = Uri.EscapeDataString(path[(path.LastIndexOf('/') + 1)..]);
        return new Answer { ContentType = "text/plain; charset=utf-8", Body = bytes }
            .With("ETag", tag)
            .With("Content-Disposition", $"attachment; filename*=UTF-8''{name}");
    }
}

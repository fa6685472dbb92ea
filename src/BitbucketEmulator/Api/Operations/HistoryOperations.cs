using BitbucketEmulator.Api.Objects;
using BitbucketEmulator.Content;
using BitbucketEmulator.Hosting;
using BitbucketEmulator.Paging;
using BitbucketEmulator.Queries;

namespace BitbucketEmulator.Api.Operations;

/// <summary>Branches, tags, commits and differences of a repository.</summary>
internal static class HistoryOperations
{
    private const string Repository = "/repositories/{workspace}/{repo_slug}";

    private static readonly string[] Scopes = ["repository"];

    private static readonly FieldMap<GitRef> RefFields = new(new Dictionary<string, Func<GitRef, object?>>
    {
        ["name"] = reference => reference.Name,
        ["type"] = reference => reference.Type,
        ["target.hash"] = reference => reference.Target.Hash,
        ["target.date"] = reference => reference.Target.Date,
    });

    public static IEnumerable<ApiOperation> All =>
    [
        new($"{Repository}/refs", Scopes, call => Refs(call, _ => true)) { Anonymous = true },
        new($"{Repository}/refs/branches", Scopes, call => Refs(call, reference => !reference.IsTag)) { Anonymous = true },
        new($"{Repository}/refs/tags", Scopes, call => Refs(call, reference => reference.IsTag)) { Anonymous = true },
        new($"{Repository}/refs/branches/{{**name}}", Scopes, call => OneRef(call, tag: false)) { Anonymous = true },
        new($"{Repository}/refs/tags/{{**name}}", Scopes, call => OneRef(call, tag: true)) { Anonymous = true },
        new($"{Repository}/commits", Scopes, call => Commits(call, null)) { Anonymous = true },
        new($"{Repository}/commits/{{**revision}}", Scopes, call => Commits(call, call["revision"])) { Anonymous = true },
        new($"{Repository}/commit/{{commit}}", Scopes, OneCommit) { Anonymous = true },
        new($"{Repository}/diff/{{spec}}", Scopes, Diff) { Anonymous = true },
        new($"{Repository}/patch/{{spec}}", Scopes, Diff) { Anonymous = true },
        new($"{Repository}/diffstat/{{spec}}", Scopes, DiffStat) { Anonymous = true },
    ];

    private static Answer Refs(ApiCall call, Func<GitRef, bool> wanted) => RepositoryCall.With(call, repository => ListAnswer.Create(
        call,
        new History(repository).Refs.Where(wanted),
        (json, reference) => RefJson.Write(json, reference, call.Addresses),
        RefFields,
        itemSize: 3_072));

    private static Answer OneRef(ApiCall call, bool tag) => RepositoryCall.With(call, repository =>
        new History(repository).Refs.FirstOrDefault(reference => reference.IsTag == tag && reference.Name == call["name"].TrimEnd('/')) is { } found
            ? Answer.Json(JsonBody.Write(json => RefJson.Write(json, found, call.Addresses), 3_072))
            : ApiErrors.NotFound($"{(tag ? "Tag" : "Branch")} \"{call["name"]}\" not found"));

    private static Answer Commits(ApiCall call, string? revision) => RepositoryCall.With(call, repository =>
    {
        var history = new History(repository);
        var start = history.Commits.Count == 0 ? null : history.Commits[0];
        var asked = (revision?.TrimEnd('/')).NullIfEmpty() ?? call.Query("include");
        if (asked is not null && (start = history.Find(asked)) is null)
            return ApiErrors.CommitNotFound(asked);
        IReadOnlyList<Commit> from = start is null ? [] : [.. history.Commits.Skip(start.Index)];
        if (call.Query("exclude") is { } excluded && history.Find(excluded) is { } end)
            from = [.. from.TakeWhile(commit => commit.Index < end.Index)];
        return OpaqueListAnswer.Create(call, from, (json, commit) => CommitJson.WriteFull(json, commit, call.Addresses));
    });

    private static Answer OneCommit(ApiCall call) => RepositoryCall.With(call, repository =>
        new History(repository).Find(call["commit"]) is { } commit
            ? Answer.Json(JsonBody.Write(json => CommitJson.WriteFull(json, commit, call.Addresses), 3_072))
            : ApiErrors.CommitNotFound(call["commit"]));

    private static Answer Diff(ApiCall call) => RepositoryCall.With(call, repository =>
    {
        var revision = call["spec"].Split("..")[0];
        if (new History(repository).Find(revision) is not { } commit)
            return ApiErrors.CommitNotFound(revision);
        return Answer.Text(
            $"""
            diff --git a/README.md b/README.md
            index {commit.ParentHash?[..7] ?? "0000000"}..{commit.Hash[..7]} 100644
            --- a/README.md
            +++ b/README.md
            @@ -1 +1,2 @@
             # {repository.Name}
            +{commit.Message}

            """,
            StatusCodes.Status200OK);
    });

    private static Answer DiffStat(ApiCall call) => RepositoryCall.With(call, repository =>
    {
        var revision = call["spec"].Split("..")[0];
        return new History(repository).Find(revision) is { } commit
            ? ListAnswer.Create(call, [commit], (json, change) => CommitJson.WriteChange(json, change, call.Addresses))
            : ApiErrors.CommitNotFound(revision);
    });

    private static string? NullIfEmpty(this string? text) => string.IsNullOrEmpty(text) ? null : text;
}

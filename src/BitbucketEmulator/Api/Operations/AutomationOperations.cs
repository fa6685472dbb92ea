using System.Text.Json;
using BitbucketEmulator.Api.Objects;
using BitbucketEmulator.Content;
using BitbucketEmulator.Hosting;
using BitbucketEmulator.Paging;
using BitbucketEmulator.Seed;

namespace BitbucketEmulator.Api.Operations;

/// <summary>Hooks, of which there are none, and a few pipelines.</summary>
internal static class AutomationOperations
{
    public static IEnumerable<ApiOperation> All =>
    [
        new("/repositories/{workspace}/{repo_slug}/hooks", ["webhook"], Hooks),
        new("/repositories/{workspace}/{repo_slug}/pipelines", ["pipeline"], Pipelines),
        new("/repositories/{workspace}/{repo_slug}/pipelines/{uuid}", ["pipeline"], Pipeline),
    ];

    private static Answer Hooks(ApiCall call) => RepositoryCall.With(call, repository =>
        Visibility.AccessOf(call.Caller.Person, repository) == RepositoryAccess.Admin
            ? ListAnswer.Create<string>(call, [], (json, text) => json.WriteStringValue(text))
            : ApiErrors.Create(StatusCodes.Status403Forbidden, "Forbidden"));

    private static Answer Pipelines(ApiCall call) => RepositoryCall.With(call, repository => ListAnswer.Create(
        call,
        new History(repository).Commits.Take(3),
        (json, commit) => WritePipeline(json, commit, call.Addresses),
        itemSize: 3_072));

    private static Answer Pipeline(ApiCall call) => RepositoryCall.With(call, repository =>
        new History(repository).Commits.Take(3).FirstOrDefault(commit => IdOf(commit) == call["uuid"]) is { } commit
            ? Answer.Json(JsonBody.Write(json => WritePipeline(json, commit, call.Addresses), 3_072))
            : ApiErrors.NotFound("Pipeline not found"));

    private static string IdOf(Commit commit) => $"{{{Deterministic.Identifier($"pipeline:{commit.Hash}")}}}";

    private static void WritePipeline(Utf8JsonWriter json, Commit commit, EmulatorAddresses addresses)
    {
        var uuid = IdOf(commit);
        json.WriteStartObject();
        json.WriteString("type", "pipeline");
        json.WriteString("uuid", uuid);
        json.WriteNumber("build_number", 100 - commit.Index);
        json.WritePropertyName("creator");
        PersonJson.WriteBrief(json, commit.Author, addresses);
        json.WritePropertyName("repository");
        RepositoryJson.WriteBrief(json, commit.Repository, addresses);
        WriteTyped(json, "target", "pipeline_ref_target", "ref_name", commit.Repository.MainBranch);
        WriteTyped(json, "trigger", "pipeline_trigger_push", "name", "PUSH");
        WriteTyped(json, "state", "pipeline_state_completed", "name", "COMPLETED");
        json.WriteTime("created_on", commit.Date);
        json.WriteTime("completed_on", commit.Date.AddMinutes(3));
        json.WriteNumber("build_seconds_used", 180);
        json.WriteStartObject("links");
        json.WriteString("type", "pipeline_links");
        WriteTyped(json, "self", "pipeline_link", "href", $"{RepositoryJson.Self(commit.Repository, addresses)}/pipelines/{Uri.EscapeDataString(uuid)}");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTyped(Utf8JsonWriter json, string property, string type, string name, string value)
    {
        json.WriteStartObject(property);
        json.WriteString("type", type);
        json.WriteString(name, value);
        json.WriteEndObject();
    }
}

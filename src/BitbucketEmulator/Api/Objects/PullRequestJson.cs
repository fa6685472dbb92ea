using System.Globalization;
using System.Text.Json;
using BitbucketEmulator.Content;
using BitbucketEmulator.Hosting;
using BitbucketEmulator.Seed;

namespace BitbucketEmulator.Api.Objects;

/// <summary>A pull request. Lists leave its reviewers and participants out unless they are asked for.</summary>
internal static class PullRequestJson
{
    private static readonly string[] Details = ["decline", "commits", "comments", "merge", "activity", "diff", "diffstat", "approve", "statuses"];

    public static void Write(Utf8JsonWriter json, PullRequest request, EmulatorAddresses addresses, bool withPeople)
    {
        json.WriteStartObject();
        json.WriteString("type", "pullrequest");
        json.WriteNumber("id", request.Id);
        json.WriteString("title", request.Title);
        json.WriteString("description", $"* {request.Title}");
        CommitJson.WriteText(json, "summary", $"* {request.Title}");
        json.WriteString("state", request.State);
        json.WriteBoolean("draft", false);
        json.WritePropertyName("author");
        PersonJson.WriteBrief(json, request.Author, addresses);
        WriteEnd(json, "source", request.Source, request.Repository, addresses);
        WriteEnd(json, "destination", request.Destination, request.Repository, addresses);
        json.WriteNumber("comment_count", request.Id % 4);
        json.WriteNumber("task_count", 0);
        json.WriteBoolean("close_source_branch", true);
        json.WriteString("reason", "");
        WriteMerge(json, request, addresses);
        json.WriteTime("created_on", request.CreatedOn);
        json.WriteTime("updated_on", request.UpdatedOn);
        if (withPeople)
            WritePeople(json, request, addresses);
        WriteLinks(json, request, addresses);
        json.WriteEndObject();
    }

    private static void WriteEnd(Utf8JsonWriter json, string name, GitRef reference, Repository repository, EmulatorAddresses addresses)
    {
        json.WriteStartObject(name);
        json.WriteStartObject("branch");
        json.WriteString("name", reference.Name);
        json.WriteEndObject();
        json.WritePropertyName("commit");
        CommitJson.WriteMark(json, repository, reference.Target.Hash[..12], addresses);
        json.WritePropertyName("repository");
        RepositoryJson.WriteBrief(json, repository, addresses);
        json.WriteEndObject();
    }

    private static void WriteMerge(Utf8JsonWriter json, PullRequest request, EmulatorAddresses addresses)
    {
        if (request.State == "OPEN")
        {
            json.WriteNull("merge_commit");
            json.WriteNull("closed_by");
            return;
        }

        if (request.State == "MERGED")
        {
            json.WritePropertyName("merge_commit");
            CommitJson.WriteMark(json, request.Repository, request.Destination.Target.Hash[..12], addresses);
        }
        else
        {
            json.WriteNull("merge_commit");
        }

        json.WritePropertyName("closed_by");
        PersonJson.WriteBrief(json, request.Author, addresses);
    }

    private static void WritePeople(Utf8JsonWriter json, PullRequest request, EmulatorAddresses addresses)
    {
        json.WriteStartArray("reviewers");
        if (request.Reviewer is { } reviewer)
            PersonJson.WriteBrief(json, reviewer, addresses);
        json.WriteEndArray();
        json.WriteStartArray("participants");
        if (request.Reviewer is { } participant)
        {
            json.WriteStartObject();
            json.WriteString("type", "participant");
            json.WritePropertyName("user");
            PersonJson.WriteBrief(json, participant, addresses);
            json.WriteString("role", "REVIEWER");
            json.WriteBoolean("approved", request.State == "MERGED");
            json.WriteString("state", request.State == "MERGED" ? "approved" : null);
            json.WriteTime("participated_on", request.UpdatedOn);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLinks(Utf8JsonWriter json, PullRequest request, EmulatorAddresses addresses)
    {
        var id = request.Id.ToString(CultureInfo.InvariantCulture);
        var self = $"{RepositoryJson.Self(request.Repository, addresses)}/pullrequests/{id}";
        json.WriteStartObject("links");
        json.WriteLink("self", self);
        json.WriteLink("html", $"{addresses.Web}/{request.Repository.FullName}/pull-requests/{id}");
        foreach (var name in Details)
            json.WriteLink(name, $"{self}/{name}");
        json.WriteEndObject();
    }
}

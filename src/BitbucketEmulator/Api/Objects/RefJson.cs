using System.Text.Json;
using BitbucketEmulator.Content;
using BitbucketEmulator.Hosting;

namespace BitbucketEmulator.Api.Objects;

/// <summary>A branch or a tag.</summary>
internal static class RefJson
{
    private static readonly string[] Strategies = ["merge_commit", "squash", "fast_forward"];

    public static void Write(Utf8JsonWriter json, GitRef reference, EmulatorAddresses addresses)
    {
        var repository = reference.Target.Repository;
        var self = RepositoryJson.Self(repository, addresses);
        json.WriteStartObject();
        json.WriteString("type", reference.Type);
        json.WriteString("name", reference.Name);
        json.WritePropertyName("target");
        CommitJson.WriteFull(json, reference.Target, addresses);
        if (reference.IsTag)
        {
            json.WriteString("message", $"Release {reference.Name}\n");
            json.WriteTime("date", reference.Target.Date);
            json.WriteNull("tagger");
        }
        else
        {
            json.WriteString("default_merge_strategy", Strategies[0]);
            json.WriteStrings("merge_strategies", Strategies);
        }

        json.WriteStartObject("links");
        json.WriteLink("self", $"{self}/refs/{(reference.IsTag ? "tags" : "branches")}/{reference.Name}");
        json.WriteLink("commits", $"{self}/commits/{reference.Name}");
        json.WriteLink("html", $"{addresses.Web}/{repository.FullName}/{(reference.IsTag ? "commits/tag" : "branch")}/{reference.Name}");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

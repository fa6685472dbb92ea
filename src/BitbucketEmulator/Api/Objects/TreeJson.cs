using System.Text.Json;
using BitbucketEmulator.Content;
using BitbucketEmulator.Hosting;

namespace BitbucketEmulator.Api.Objects;

/// <summary>A file or a folder of a source listing.</summary>
internal static class TreeJson
{
    public static void Write(Utf8JsonWriter json, TreeEntry entry, Commit commit, EmulatorAddresses addresses)
    {
        var repository = RepositoryJson.Self(commit.Repository, addresses);
        var path = string.Join('/', entry.Path.Split('/').Select(Uri.EscapeDataString));
        var self = $"{repository}/src/{commit.Hash}/{path}{(entry.IsFolder ? "/" : "")}";
        json.WriteStartObject();
        json.WriteString("type", entry.IsFolder ? "commit_directory" : "commit_file");
        json.WriteString("path", entry.Path);
        json.WritePropertyName("commit");
        CommitJson.WriteMark(json, commit.Repository, commit.Hash, addresses);
        if (!entry.IsFolder)
        {
            json.WriteStartArray("attributes");
            json.WriteEndArray();
            json.WriteString("escaped_path", entry.Path);
            json.WriteNumber("size", entry.Size);
            json.WriteString("mimetype", entry.Path.EndsWith(".md", StringComparison.Ordinal) ? "text/markdown" : null);
        }

        json.WriteStartObject("links");
        json.WriteLink("self", self);
        json.WriteLink("meta", $"{self}?format=meta");
        if (!entry.IsFolder)
            json.WriteLink("history", $"{repository}/filehistory/{commit.Hash}/{path}");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

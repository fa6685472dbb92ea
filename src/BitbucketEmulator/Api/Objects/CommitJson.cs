using System.Net;
using System.Text.Json;
using BitbucketEmulator.Content;
using BitbucketEmulator.Hosting;
using BitbucketEmulator.Seed;

namespace BitbucketEmulator.Api.Objects;

/// <summary>A commit, whole or as the short mark other objects carry.</summary>
internal static class CommitJson
{
    private static readonly string[] Details = ["comments", "approve", "statuses"];

    public static void WriteFull(Utf8JsonWriter json, Commit commit, EmulatorAddresses addresses)
    {
        json.WriteStartObject();
        json.WriteString("type", "commit");
        json.WriteString("hash", commit.Hash);
        json.WriteString("date", commit.Date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture) + "+00:00");
        json.WriteString("message", commit.Message);
        WriteText(json, "summary", commit.Message);
        WriteAuthor(json, commit.Author, addresses);
        json.WriteStartArray("parents");
        if (commit.ParentHash is { } parent)
            WriteMark(json, commit.Repository, parent, addresses);
        json.WriteEndArray();
        json.WriteStartArray("participants");
        json.WriteEndArray();
        json.WritePropertyName("repository");
        RepositoryJson.WriteBrief(json, commit.Repository, addresses);
        WriteLinks(json, commit, addresses);
        json.WriteEndObject();
    }

    public static void WriteMark(Utf8JsonWriter json, Repository repository, string hash, EmulatorAddresses addresses)
    {
        json.WriteStartObject();
        json.WriteString("type", "commit");
        json.WriteString("hash", hash);
        json.WriteStartObject("links");
        WriteMainLinks(json, repository, hash, addresses);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>What a commit does to the README, as the statistics of a difference tell it.</summary>
    public static void WriteChange(Utf8JsonWriter json, Commit commit, EmulatorAddresses addresses)
    {
        json.WriteStartObject();
        json.WriteString("type", "diffstat");
        json.WriteString("status", "modified");
        json.WriteNumber("lines_added", 1);
        json.WriteNumber("lines_removed", 0);
        foreach (var (name, hash) in new[] { ("old", commit.ParentHash ?? commit.Hash), ("new", commit.Hash) })
        {
            json.WriteStartObject(name);
            json.WriteString("type", "commit_file");
            json.WriteString("path", "README.md");
            json.WriteString("escaped_path", "README.md");
            json.WriteStartObject("links");
            json.WriteLink("self", $"{RepositoryJson.Self(commit.Repository, addresses)}/src/{hash}/README.md");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>A text with its rendering.</summary>
    public static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("raw", text);
        json.WriteString("markup", "markdown");
        json.WriteString("html", $"<p>{WebUtility.HtmlEncode(text)}</p>");
        json.WriteString("type", "rendered");
        json.WriteEndObject();
    }

    private static void WriteAuthor(Utf8JsonWriter json, Person author, EmulatorAddresses addresses)
    {
        json.WriteStartObject("author");
        json.WriteString("type", "author");
        json.WriteString("raw", $"{author.DisplayName} <{(author.Emails.Count == 0 ? "no-reply@northlight.example" : author.Emails[0].Address)}>");
        json.WritePropertyName("user");
        PersonJson.WriteBrief(json, author, addresses);
        json.WriteEndObject();
    }

    private static void WriteLinks(Utf8JsonWriter json, Commit commit, EmulatorAddresses addresses)
    {
        var repository = RepositoryJson.Self(commit.Repository, addresses);
        json.WriteStartObject("links");
        WriteMainLinks(json, commit.Repository, commit.Hash, addresses);
        json.WriteLink("diff", $"{repository}/diff/{commit.Hash}");
        json.WriteLink("patch", $"{repository}/patch/{commit.Hash}");
        foreach (var name in Details)
            json.WriteLink(name, $"{repository}/commit/{commit.Hash}/{name}");
        json.WriteEndObject();
    }

    private static void WriteMainLinks(Utf8JsonWriter json, Repository repository, string hash, EmulatorAddresses addresses)
    {
        json.WriteLink("self", $"{RepositoryJson.Self(repository, addresses)}/commit/{hash}");
        json.WriteLink("html", $"{addresses.Web}/{repository.FullName}/commits/{hash}");
    }
}

using System.Buffers;
using System.Text;
using System.Text.Json;
using BitbucketEmulator.Hosting;
using BitbucketEmulator.Seed;

namespace BitbucketEmulator.Api.Objects;

/// <summary>A repository. All of it is the same for every caller but one thing, the user name in the https clone link.</summary>
internal static class RepositoryJson
{
    private const string UserMark = "emulator-caller-goes-here";

    // About 30 MB of text; repositories beyond that are written anew each time.
    private const int MostKept = 8_192;

    private static readonly byte[] UserMarkBytes = Encoding.UTF8.GetBytes(UserMark);
    private static int kept;

    public static void Write(Utf8JsonWriter json, Repository repository, EmulatorAddresses addresses, Person? caller)
    {
        var halves = repository.Serialized as Halves;
        if (halves is null || halves.Addresses != addresses)
        {
            halves = Serialize(repository, addresses);
            if (Volatile.Read(ref kept) < MostKept && Interlocked.Increment(ref kept) <= MostKept)
                repository.Serialized = halves;
        }

        var user = caller is null or { IsAppUser: true } ? "" : $"{caller.Username}@";
        var length = halves.Before.Length + user.Length + halves.After.Length;
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        halves.Before.CopyTo(bytes, 0);
        Encoding.ASCII.GetBytes(user, bytes.AsSpan(halves.Before.Length));
        halves.After.CopyTo(bytes, halves.Before.Length + user.Length);
        json.WriteRawValue(bytes.AsSpan(0, length), skipInputValidation: true);
        ArrayPool<byte>.Shared.Return(bytes);
    }

    /// <summary>The form that stands inside commits, pull requests and permissions.</summary>
    public static void WriteBrief(Utf8JsonWriter json, Repository repository, EmulatorAddresses addresses)
    {
        json.WriteStartObject();
        json.WriteString("type", "repository");
        json.WriteString("uuid", repository.BracedUuid);
        json.WriteString("full_name", repository.FullName);
        json.WriteString("name", repository.Name);
        json.WriteStartObject("links");
        WriteMainLinks(json, repository, addresses);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static string Self(Repository repository, EmulatorAddresses addresses) => $"{addresses.Api}/2.0/repositories/{repository.FullName}";

    private static Halves Serialize(Repository repository, EmulatorAddresses addresses)
    {
        var whole = JsonBody.Write(json => WriteWhole(json, repository, addresses), 4_096).Span;
        var mark = whole.IndexOf(UserMarkBytes);
        return new(addresses, whole[..mark].ToArray(), whole[(mark + UserMarkBytes.Length)..].ToArray());
    }

    private static void WriteWhole(Utf8JsonWriter json, Repository repository, EmulatorAddresses addresses)
    {
        json.WriteStartObject();
        json.WriteString("type", "repository");
        json.WriteString("full_name", repository.FullName);
        WriteLinks(json, repository, addresses);
        json.WriteString("name", repository.Name);
        json.WriteString("slug", repository.Slug);
        json.WriteString("description", repository.Description);
        json.WriteString("scm", "git");
        json.WriteString("website", repository.Website);
        json.WritePropertyName("owner");
        TeamJson.Write(json, repository.Workspace, addresses);
        json.WritePropertyName("workspace");
        WorkspaceJson.WriteBrief(json, repository.Workspace, addresses);
        json.WriteBoolean("is_private", repository.IsPrivate);
        json.WritePropertyName("project");
        ProjectJson.WriteBrief(json, repository.Project, addresses);
        json.WriteString("fork_policy", repository.IsPrivate ? "no_public_forks" : "allow_forks");
        json.WriteTime("created_on", repository.CreatedOn);
        json.WriteTime("updated_on", repository.UpdatedOn);
        json.WriteNumber("size", repository.Size);
        json.WriteString("language", repository.Language);
        json.WriteString("uuid", repository.BracedUuid);
        WriteMainBranch(json, repository);
        json.WriteStartObject("override_settings");
        json.WriteBoolean("default_merge_strategy", true);
        json.WriteBoolean("branching_model", true);
        json.WriteEndObject();
        json.WriteNull("parent");
        json.WriteNull("enforced_signed_commits");
        json.WriteBoolean("has_issues", false);
        json.WriteBoolean("has_wiki", false);
        json.WriteEndObject();
    }

    private static void WriteMainBranch(Utf8JsonWriter json, Repository repository)
    {
        if (repository.IsEmpty)
        {
            json.WriteNull("mainbranch");
            return;
        }

        json.WriteStartObject("mainbranch");
        json.WriteString("name", repository.MainBranch);
        json.WriteString("type", "branch");
        json.WriteEndObject();
    }

    private static void WriteLinks(Utf8JsonWriter json, Repository repository, EmulatorAddresses addresses)
    {
        var self = Self(repository, addresses);
        json.WriteStartObject("links");
        WriteMainLinks(json, repository, addresses);
        foreach (var name in new[] { "pullrequests", "commits", "forks", "watchers", "downloads", "hooks" })
            json.WriteLink(name, $"{self}/{name}");
        json.WriteLink("branches", $"{self}/refs/branches");
        json.WriteLink("tags", $"{self}/refs/tags");
        json.WriteLink("source", $"{self}/src");
        json.WriteStartArray("clone");
        var web = new Uri(addresses.Web);
        WriteClone(json, "https", $"{web.Scheme}://{UserMark}{web.Authority}/{repository.FullName}.git");
        WriteClone(json, "ssh", $"git@{web.Host}:{repository.FullName}.git");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteMainLinks(Utf8JsonWriter json, Repository repository, EmulatorAddresses addresses)
    {
        json.WriteLink("self", Self(repository, addresses));
        json.WriteLink("html", $"{addresses.Web}/{repository.FullName}");
        json.WriteLink("avatar", $"{addresses.Web}/ravatar/{Uri.EscapeDataString(repository.BracedUuid)}?ts=default");
    }

    private static void WriteClone(Utf8JsonWriter json, string name, string address)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("href", address);
        json.WriteEndObject();
    }

    /// <summary>A serialised repository, cut where the caller's name goes.</summary>
    private sealed record Halves(EmulatorAddresses Addresses, byte[] Before, byte[] After);
}

using System.Text.Json;
using BitbucketEmulator.Hosting;
using BitbucketEmulator.Seed;

namespace BitbucketEmulator.Api.Objects;

/// <summary>A workspace in its three lengths: whole, inside another object, and the nameless base of <c>/user/workspaces</c>.</summary>
internal static class WorkspaceJson
{
    public static void WriteBase(Utf8JsonWriter json, Workspace workspace, EmulatorAddresses addresses)
    {
        json.WriteStartObject();
        json.WriteString("type", "workspace_base");
        json.WriteString("uuid", workspace.BracedUuid);
        json.WriteString("slug", workspace.Slug);
        json.WriteStartObject("links");
        json.WriteLink("avatar", $"{addresses.Api}/workspaces/{workspace.Slug}/avatar/");
        json.WriteLink("self", Self(workspace, addresses));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void WriteBrief(Utf8JsonWriter json, Workspace workspace, EmulatorAddresses addresses)
    {
        json.WriteStartObject();
        WriteIdentity(json, workspace);
        json.WriteStartObject("links");
        WriteMainLinks(json, workspace, addresses);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void WriteFull(Utf8JsonWriter json, Workspace workspace, EmulatorAddresses addresses)
    {
        var self = Self(workspace, addresses);
        json.WriteStartObject();
        WriteIdentity(json, workspace);
        json.WriteBoolean("is_private", workspace.IsPrivate);
        json.WriteBoolean("is_personal", workspace.IsPersonal);
        json.WriteBoolean("is_privacy_enforced", false);
        json.WriteString("forking_mode", "allow_forks");
        json.WriteTime("created_on", workspace.CreatedOn);
        json.WriteTime("updated_on", workspace.CreatedOn.AddDays(30));
        json.WriteStartObject("links");
        WriteMainLinks(json, workspace, addresses);
        json.WriteLink("members", $"{self}/members");
        json.WriteLink("owners", $"{self}/members?q=permission%3D%22owner%22");
        json.WriteLink("projects", $"{self}/projects");
        json.WriteLink("repositories", $"{addresses.Api}/2.0/repositories/{workspace.Slug}");
        json.WriteLink("snippets", $"{addresses.Api}/2.0/snippets/{workspace.Slug}");
        json.WriteLink("hooks", $"{self}/hooks");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteIdentity(Utf8JsonWriter json, Workspace workspace)
    {
        json.WriteString("type", "workspace");
        json.WriteString("uuid", workspace.BracedUuid);
        json.WriteString("name", workspace.Name);
        json.WriteString("slug", workspace.Slug);
    }

    private static void WriteMainLinks(Utf8JsonWriter json, Workspace workspace, EmulatorAddresses addresses)
    {
        json.WriteLink("avatar", $"{addresses.Web}/workspaces/{workspace.Slug}/avatar/?ts={workspace.CreatedOn.ToUnixTimeSeconds()}");
        json.WriteLink("html", $"{addresses.Web}/{workspace.Slug}/");
        json.WriteLink("self", Self(workspace, addresses));
    }

    private static string Self(Workspace workspace, EmulatorAddresses addresses) => $"{addresses.Api}/2.0/workspaces/{workspace.Slug}";
}

using System.Text.Json;
using BitbucketEmulator.Hosting;
using BitbucketEmulator.Seed;

namespace BitbucketEmulator.Api.Objects;

/// <summary>A project, whole or inside a repository.</summary>
internal static class ProjectJson
{
    public static void WriteBrief(Utf8JsonWriter json, Project project, EmulatorAddresses addresses)
    {
        json.WriteStartObject();
        WriteIdentity(json, project, addresses);
        json.WriteEndObject();
    }

    public static void WriteFull(Utf8JsonWriter json, Project project, EmulatorAddresses addresses)
    {
        json.WriteStartObject();
        WriteIdentity(json, project, addresses);
        json.WriteString("description", project.Description);
        json.WriteBoolean("is_private", project.IsPrivate);
        json.WriteBoolean("has_publicly_visible_repos", !project.IsPrivate);
        json.WriteTime("created_on", project.CreatedOn);
        json.WriteTime("updated_on", project.UpdatedOn);
        json.WritePropertyName("owner");
        TeamJson.Write(json, project.Workspace, addresses);
        json.WritePropertyName("workspace");
        WorkspaceJson.WriteBrief(json, project.Workspace, addresses);
        json.WriteEndObject();
    }

    private static void WriteIdentity(Utf8JsonWriter json, Project project, EmulatorAddresses addresses)
    {
        json.WriteString("type", "project");
        json.WriteString("key", project.Key);
        json.WriteString("uuid", project.BracedUuid);
        json.WriteString("name", project.Name);
        json.WriteStartObject("links");
        json.WriteLink("self", $"{addresses.Api}/2.0/workspaces/{project.Workspace.Slug}/projects/{project.Key}");
        json.WriteLink("html", $"{addresses.Web}/{project.Workspace.Slug}/workspace/projects/{project.Key}");
        json.WriteLink("avatar", $"{addresses.Web}/{project.Workspace.Slug}/workspace/projects/{project.Key}/avatar/32?ts={project.CreatedOn.ToUnixTimeSeconds()}");
        json.WriteEndObject();
    }
}

using System.Text.Json;
using BitbucketEmulator.Hosting;
using BitbucketEmulator.Seed;

namespace BitbucketEmulator.Api.Objects;

/// <summary>A workspace in the role of an owner; a personal one is owned by its person.</summary>
internal static class TeamJson
{
    public static void Write(Utf8JsonWriter json, Workspace workspace, EmulatorAddresses addresses)
    {
        if (workspace.IsPersonal && workspace.Members is [var membership, ..])
        {
            PersonJson.WriteBrief(json, membership.Person, addresses);
            return;
        }

        var escaped = Uri.EscapeDataString(workspace.BracedUuid);
        json.WriteStartObject();
        json.WriteString("type", "team");
        json.WriteString("uuid", workspace.BracedUuid);
        json.WriteString("username", workspace.Slug);
        json.WriteString("display_name", workspace.Name);
        json.WriteStartObject("links");
        json.WriteLink("self", $"{addresses.Api}/2.0/workspaces/{escaped}");
        json.WriteLink("avatar", $"{addresses.Web}/account/{workspace.Slug}/avatar/");
        json.WriteLink("html", $"{addresses.Web}/{escaped}/");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WebPortal.Lending.Forwarding;

/// <summary>Takes out of a JSON answer every workspace, project and repository that the leash does not allow, so that it is absent rather than refused.</summary>
internal sealed class LeashedAnswer(Leash leash, ForwardAddress address)
{
    /// <summary>Longer answers are not passed on under a leash that has to be looked through; a full page of repositories is below 1 MB.</summary>
    public const int LongestBody = 4 * 1024 * 1024;

    private static readonly JsonSerializerOptions AsItCame = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>Null when the answer is not what it should be.</returns>
    public byte[]? Filter(ReadOnlySpan<byte> body)
    {
        try
        {
            var root = JsonNode.Parse(body) as JsonObject;
            if (root is null || !FilterRoot(root))
            {
                return null;
            }

            return JsonSerializer.SerializeToUtf8Bytes(root, AsItCame);
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private bool FilterRoot(JsonObject root)
    {
        if (root["values"] is JsonArray values)
        {
            for (var at = values.Count - 1; at >= 0; at--)
            {
                if (!Keeps(values[at] as JsonObject))
                {
                    values.RemoveAt(at);
                }
            }

            // How many there are beside the allowed ones is nobody's business.
            root.Remove("size");
        }
        else if (address.Operation.Shape is not (ListShape.Repository or ListShape.PullRequests))
        {
            return false;
        }

        HideOthers(root, isRoot: true);
        return true;
    }

    private bool Keeps(JsonObject? entry) => address.Operation.Shape switch
    {
        _ when entry is null => false,
        ListShape.Repositories => AllowsRepository(entry),
        ListShape.Permissions => AllowsRepository(entry["repository"] as JsonObject),
        ListShape.Workspaces => Text(entry["workspace"] as JsonObject, "slug") is { } slug && leash.Allows(address.Operation.Name, slug, null, null),
        ListShape.Projects => Text(entry, "key") is { } key && leash.CoversProject(address.Workspace!, key),
        ListShape.PullRequests => address.Slug is not null || AllowsRepository((entry["destination"] as JsonObject)?["repository"] as JsonObject),
        _ => true,
    };

    /// <summary>Repositories that are only mentioned: where a fork comes from, where a pull request comes from.</summary>
    private void HideOthers(JsonNode node, bool isRoot = false)
    {
        if (node is JsonArray array)
        {
            for (var at = 0; at < array.Count; at++)
            {
                if (array[at] is { } child)
                {
                    if (IsHidden(child))
                    {
                        array[at] = null;
                        continue;
                    }

                    HideOthers(child);
                }
            }

            return;
        }

        if (node is not JsonObject members || (!isRoot && members.Count == 0))
        {
            return;
        }

        foreach (var (name, child) in members.ToArray())
        {
            if (child is not null && IsHidden(child))
            {
                members[name] = null;
            }
            else if (child is not null)
            {
                HideOthers(child);
            }
        }
    }

    private bool IsHidden(JsonNode node) =>
        node is JsonObject members && (members.ContainsKey("full_name") || Text(members, "type") == "repository") && !AllowsRepository(members);

    private bool AllowsRepository(JsonObject? repository)
    {
        var parts = Text(repository, "full_name")?.Split('/');
        if (parts is not [var workspace, var slug])
        {
            return false;
        }

        var isOwn = string.Equals(workspace, address.Workspace, StringComparison.OrdinalIgnoreCase) && string.Equals(slug, address.Slug, StringComparison.OrdinalIgnoreCase);
        return isOwn || leash.Allows(address.Operation.Name, workspace, Text(repository?["project"] as JsonObject, "key"), slug);
    }

    private static string? Text(JsonObject? members, string name) => members?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace WebPortal.Tests.BitbucketEmulator;

/// <summary>
/// Atlassian's own description of the API, when a copy lies beside the repository: a reader of the part of JSON schema it uses.
/// Keys it does not know are allowed, and null is taken for any value.
/// </summary>
internal sealed class PublishedDescription(JsonObject document)
{
    private static readonly Lazy<PublishedDescription?> Copy = new(Read);

    public static PublishedDescription? Load() => Copy.Value;

    /// <summary>Everything about a 200 body that disagrees with the description of the operation.</summary>
    public IReadOnlyList<string> Complaints(string template, JsonNode body)
    {
        var complaints = new List<string>();
        var operation = document["paths"]?[template]?["get"];
        if (operation is null)
            complaints.Add($"{template} is not described");
        else if (operation["responses"]?["200"]?["schema"] is JsonObject schema)
            Check(body, schema, "$", complaints);
        return complaints;
    }

    private static PublishedDescription? Read()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "WebPortal.sln")))
            folder = folder.Parent;
        var path = folder is null ? null : Path.Combine(folder.FullName, "..", "shared", "bitbucket", "openapi.json");
        return path is not null && File.Exists(path) ? new(JsonNode.Parse(File.ReadAllText(path))!.AsObject()) : null;
    }

    private void Check(JsonNode? value, JsonObject schema, string at, List<string> complaints)
    {
        if (value is null)
            return;
        if ((string?)schema["$ref"] is { } reference)
        {
            Check(value, document["definitions"]![reference.Split('/')[^1]]!.AsObject(), at, complaints);
            return;
        }

        foreach (var part in schema["allOf"]?.AsArray() ?? [])
            Check(value, part!.AsObject(), at, complaints);
        if ((string?)schema["type"] is { } type && !Fits(value, type))
            complaints.Add($"{at} is no {type}");
        if (schema["enum"] is JsonArray allowed && !allowed.Any(one => JsonNode.DeepEquals(one, value)))
            complaints.Add($"{at} may not be {value.ToJsonString()}");
        CheckMembers(value, schema, at, complaints);
    }

    private void CheckMembers(JsonNode value, JsonObject schema, string at, List<string> complaints)
    {
        if (value is JsonArray array && schema["items"] is JsonObject items)
        {
            for (var index = 0; index < array.Count; index++)
                Check(array[index], items, $"{at}[{index}]", complaints);
        }

        if (value is not JsonObject found)
            return;
        foreach (var required in schema["required"]?.AsArray() ?? [])
        {
            if (!found.ContainsKey((string)required!))
                complaints.Add($"{at}.{required} is missing");
        }

        foreach (var (name, property) in schema["properties"]?.AsObject() ?? [])
            Check(found[name], property!.AsObject(), $"{at}.{name}", complaints);
    }

    private static bool Fits(JsonNode value, string type) => (type, value.GetValueKind()) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) or ("number", JsonValueKind.Number) => true,
        ("integer", JsonValueKind.Number) => value.AsValue().TryGetValue<long>(out _),
        _ => false,
    };
}

using System.Text.Json;
using BitbucketEmulator.Api;

namespace BitbucketEmulator.Queries;

/// <summary>
/// Partial answers: <c>a.b</c> keeps only what is named, <c>-a</c> leaves something out, <c>+a</c> asks for more, <c>*</c> stands for every key.
/// </summary>
internal sealed class FieldSelection
{
    private readonly List<string[]> only = [];
    private readonly List<string[]> without = [];

    private FieldSelection(string fields)
    {
        var more = new List<string[]>();
        foreach (var field in fields.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var list = field[0] switch { '-' => without, '+' => more, _ => only };
            list.Add(field.TrimStart('-', '+').Split('.'));
        }

        if (only.Count > 0)
            only.AddRange(more);
    }

    /// <summary>Whether the caller asked for a field that is left out otherwise.</summary>
    public static bool Adds(string? fields, string path) =>
        fields is not null && fields.Split(',').Any(field => field.Trim().TrimStart('+') == path);

    public static ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> body, string fields)
    {
        var selection = new FieldSelection(fields);
        using var document = JsonDocument.Parse(body);
        return JsonBody.Write(
            json => selection.Copy(document.RootElement, json, selection.only.Count == 0 ? null : selection.only, selection.without, depth: 0),
            body.Length);
    }

    private void Copy(JsonElement element, Utf8JsonWriter json, IReadOnlyList<string[]>? keep, IReadOnlyList<string[]> leave, int depth)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var property in element.EnumerateObject())
                    CopyProperty(property, json, keep, leave, depth);
                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    Copy(item, json, keep, leave, depth);
                json.WriteEndArray();
                break;
            default:
                element.WriteTo(json);
                break;
        }
    }

    private void CopyProperty(JsonProperty property, Utf8JsonWriter json, IReadOnlyList<string[]>? keep, IReadOnlyList<string[]> leave, int depth)
    {
        var left = Matching(leave, property.Name, depth);
        if (left.Any(path => path.Length == depth + 1))
            return;
        var kept = keep is null ? null : Matching(keep, property.Name, depth);
        var whole = kept is null || kept.Any(path => path.Length == depth + 1);
        if (!whole && !Holds(property.Value, kept!, depth + 1))
            return;
        json.WritePropertyName(property.Name);
        Copy(property.Value, json, whole ? null : kept, left, depth + 1);
    }

    // Null stands for an object that is not there, so it is shown where something inside it was asked for.
    private static bool Holds(JsonElement element, List<string[]> keep, int depth) => element.ValueKind switch
    {
        _ when keep.Count == 0 => false,
        JsonValueKind.Array or JsonValueKind.Null => true,
        JsonValueKind.Object => element.EnumerateObject().Any(property =>
            Matching(keep, property.Name, depth) is { Count: > 0 } kept
            && (kept.Any(path => path.Length == depth + 1) || Holds(property.Value, kept, depth + 1))),
        _ => false,
    };

    private static List<string[]> Matching(IReadOnlyList<string[]> paths, string name, int depth) =>
        [.. paths.Where(path => path.Length > depth && (path[depth] == name || path[depth] == "*"))];
}

using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace BitbucketEmulator.Control;

/// <summary>Reads and writes what the control addresses speak: camelCase, names of enumerations as text, nothing unknown.</summary>
internal static class SettingsJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static string NameOf(string property) => JsonNamingPolicy.CamelCase.ConvertName(property);

    /// <summary>The settings with the named switches changed and all others as they were, or a refusal that names the fix.</summary>
    public static EmulatorSettings Merge(EmulatorSettings current, JsonNode? changes)
    {
        if (changes is not JsonObject wanted)
            throw new ControlException("Send a JSON object of switches, for example {\"narrowScope\": true}.");
        var merged = JsonSerializer.SerializeToNode(current, Options)!.AsObject();
        foreach (var (name, value) in wanted)
        {
            if (!merged.ContainsKey(name))
                throw new ControlException($"There is no switch '{name}'. The switches are: {string.Join(", ", merged.Select(pair => pair.Key))}.");
            merged[name] = value?.DeepClone();
        }

        try
        {
            var settings = merged.Deserialize<EmulatorSettings>(Options)!;
            var complaints = settings.Validate();
            return complaints.Count == 0 ? settings : throw new ControlException(string.Join(" ", complaints));
        }
        catch (JsonException exception)
        {
            var name = exception.Path?.TrimStart('$', '.') ?? "";
            throw new ControlException($"The value of '{name}' does not fit: {exception.Message} GET /emulator/settings shows a fitting value for every switch.");
        }
    }
}

/// <summary>A control address was used wrongly; the message says how to do it right.</summary>
internal sealed class ControlException(string message) : Exception(message);

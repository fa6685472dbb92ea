using System.Text.Json.Serialization;
using WebPortal.Administration;

namespace WebPortal.Commands;

/// <summary>The form of a connection in a list of lines of JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ListedConnection))]
internal sealed partial class ConnectionsJson : JsonSerializerContext;

using System.Text.Json;
using System.Text.Json.Serialization;

namespace WebPortal.Lending;

/// <summary>Generated writers for every answer of the API.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(MeAnswer))]
[JsonSerializable(typeof(ListAnswer<RepositoryAnswer>), TypeInfoPropertyName = "Repositories")]
[JsonSerializable(typeof(ListAnswer<WorkspaceAnswer>), TypeInfoPropertyName = "Workspaces")]
[JsonSerializable(typeof(LeashTerms))]
internal sealed partial class LendingJson : JsonSerializerContext;

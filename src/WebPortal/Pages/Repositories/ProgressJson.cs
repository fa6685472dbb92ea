using System.Text.Json;
using System.Text.Json.Serialization;
using WebPortal.Repositories;

namespace WebPortal.Pages.Repositories;

/// <summary>Generated writer of an event.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(CatalogProgress))]
internal sealed partial class ProgressJson : JsonSerializerContext;

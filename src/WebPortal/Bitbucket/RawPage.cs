using System.Text.Json.Serialization;

namespace WebPortal.Bitbucket;

/// <summary>The wrapper of every list as it arrives; only <c>values</c> and <c>next</c> are promised.</summary>
internal sealed record RawPage<T>(IReadOnlyList<T?>? Values, string? Next, long? Size, [property: JsonPropertyName("pagelen")] int? PageLength)
    where T : class;

using System.Text.Json.Serialization;

namespace WebPortal.Lending;

/// <summary>One page of a list.</summary>
/// <param name="Total">Entries on all pages.</param>
/// <param name="Next">Address of the next page; absent on the last.</param>
internal sealed record ListAnswer<T>(
    IReadOnlyList<T> Items,
    int Total,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Next,
    CompletenessAnswer Completeness);

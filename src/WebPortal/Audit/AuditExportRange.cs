namespace WebPortal.Audit;

/// <summary>Which records an export holds; what is null does not narrow.</summary>
internal sealed record AuditExportRange(AuditFilter Filter, long? From = null, long? To = null, DateOnly? Since = null)
{
    /// <summary>In words, for the record of the export itself.</summary>
    public override string ToString()
    {
        string?[] parts =
        [
            From is { } from ? $"from {from}" : null,
            To is { } to ? $"to {to}" : null,
            Since is { } since ? $"since {since:yyyy-MM-dd}" : null,
            Filter.IsNarrowed ? "filtered" : null,
        ];
        var narrowed = string.Join(", ", parts.Where(part => part is not null));
        return narrowed.Length == 0 ? "all records" : narrowed;
    }
}

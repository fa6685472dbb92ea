namespace WebPortal.Audit;

/// <summary>The first line of an export: what it holds and where its chain begins.</summary>
/// <param name="Type">Always <c>header</c>.</param>
/// <param name="Format">Name and version of the format.</param>
/// <param name="ExportedAt">When it was made.</param>
/// <param name="From">The first id that was asked for.</param>
/// <param name="To">The last id that was asked for, or the last there was.</param>
/// <param name="ChainStartsAfter">Records up to this id are from before the chain and have no hash.</param>
/// <param name="Before">The hash before the first record of the chain in this export.</param>
/// <param name="Filter">What was left out by a filter; null when nothing was.</param>
/// <param name="Proves">What the export can prove, in a sentence.</param>
internal sealed record AuditHeaderLine(
    string Type,
    string Format,
    string ExportedAt,
    long From,
    long To,
    long ChainStartsAfter,
    string Before,
    AuditFilter? Filter,
    string Proves)
{
    public const string ProvesAll = "That every record of this range is here and unchanged.";
    public const string ProvesLittle = "A filtered export cannot prove that no record is missing; the signature proves that it is as it was made.";
}

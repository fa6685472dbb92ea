namespace WebPortal.Tests.Administration;

/// <summary>How one table was read in a plan that ran.</summary>
/// <param name="Rows">How many rows were looked at, those that were thrown away included.</param>
internal sealed record PlanNode(string Kind, string Table, long Rows)
{
    public bool IsWholeTable => Kind == "Seq Scan";
}

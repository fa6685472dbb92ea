namespace WebPortal.Administration;

/// <summary>What became of an order.</summary>
/// <param name="RunId">Null when nothing was ordered: there was nothing to change, or more than was confirmed.</param>
/// <param name="Count">How many connections the order changes, or would have changed.</param>
internal sealed record OrderOutcome(Guid? RunId, int Count);

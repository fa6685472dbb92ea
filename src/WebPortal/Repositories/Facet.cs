namespace WebPortal.Repositories;

/// <summary>A value that can be filtered by, and how many repositories it would leave.</summary>
/// <param name="Value">For the address.</param>
/// <param name="Label">For people.</param>
internal sealed record Facet(string Value, string Label, int Count);

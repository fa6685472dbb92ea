namespace WebPortal.Lending;

/// <summary>Stands at an address and names what a token must be allowed there.</summary>
/// <param name="Operation">One of <see cref="LeashOperations"/>.</param>
internal sealed record LeashedOperation(string Operation);

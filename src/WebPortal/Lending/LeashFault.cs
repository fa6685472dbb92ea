namespace WebPortal.Lending;

/// <summary>Why terms are no leash.</summary>
/// <param name="Text">What was not understood; null when something is missing or too much.</param>
internal sealed record LeashFault(LeashFaultKind Kind, string? Text = null);

/// <summary>What is wrong with terms.</summary>
internal enum LeashFaultKind
{
    NoRepositories,
    NoPattern,
    NoOperations,
    NoOperation,
    NoNetwork,
    TooMany,
    NoNumber,
}

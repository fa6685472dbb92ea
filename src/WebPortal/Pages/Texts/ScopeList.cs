namespace WebPortal.Pages.Texts;

/// <summary>What Bitbucket granted, and what was asked for and is missing.</summary>
/// <param name="Granted">Null when Bitbucket did not say.</param>
internal sealed record ScopeList(IReadOnlyList<string>? Granted, IReadOnlyList<string> Missing);

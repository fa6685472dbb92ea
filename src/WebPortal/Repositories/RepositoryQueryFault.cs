namespace WebPortal.Repositories;

/// <summary>A parameter that cannot be understood, and what to write instead.</summary>
internal sealed record RepositoryQueryFault(string Parameter, string Sentence);

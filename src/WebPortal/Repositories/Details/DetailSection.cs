namespace WebPortal.Repositories.Details;

/// <summary>One section of a repository's page: what was read, or why it was not. Neither means that there is nothing to read.</summary>
internal sealed record DetailSection<T>(T? Value, SectionFailure? Failure)
    where T : class;

using WebPortal.Repositories.Details;

namespace WebPortal.Pages.Repositories;

/// <summary>A section that failed, and the page to try again or to come back to.</summary>
internal sealed record SectionTrouble(SectionFailure Failure, string Path);

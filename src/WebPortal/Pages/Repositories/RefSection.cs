using WebPortal.Repositories.Details;

namespace WebPortal.Pages.Repositories;

/// <summary>Branches or tags, with the words and the address around them.</summary>
/// <param name="AllAtBitbucket">Where the rest of a long list is.</param>
internal sealed record RefSection(string Id, string Title, string NoneText, string? AllAtBitbucket, DetailSection<DetailList<RefItem>> Section, string Path);

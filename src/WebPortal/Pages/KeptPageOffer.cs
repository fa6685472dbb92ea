using WebPortal.Repositories;

namespace WebPortal.Pages;

/// <summary>Set by a page that may be sent again as it is, as long as the snapshot it was made from stands.</summary>
internal sealed record KeptPageOffer(KeptAnswers Answers);

using WebPortal.Lending.Tokens;

namespace WebPortal.Administration;

/// <summary>What an administrator sees of a portal token: whose it is and what it may do; never the token.</summary>
internal sealed record TokenRow(PortalTokenSummary Token, string PersonName, string PersonUsername, string? PersonEmail);

using WebPortal.Authentication;
using WebPortal.Pages.Words;

namespace WebPortal.Pages.Texts;

/// <summary>Says why a sign-in did not happen and what the person can do now.</summary>
internal sealed record SignInProblemText(string Title, string Happened, string Next, string? OtherButton = null)
{
    public string Button => OtherButton ?? SignInWords.SignInAgain;

    public static SignInProblemText Of(SignInProblem problem) => problem switch
    {
        SignInProblem.Malformed => new(
            SignInWords.MalformedTitle,
            SignInWords.MalformedHappened,
            SignInWords.MalformedNext),
        SignInProblem.UnknownState => new(
            SignInWords.UnknownStateTitle,
            SignInWords.UnknownStateHappened,
            SignInWords.UnknownStateNext),
        SignInProblem.Expired => new(
            SignInWords.ExpiredTitle,
            SignInWords.ExpiredHappened,
            SignInWords.ExpiredNext),
        SignInProblem.OtherBrowser => new(
            SignInWords.OtherBrowserTitle,
            SignInWords.OtherBrowserHappened,
            SignInWords.OtherBrowserNext),
        SignInProblem.AlreadyUsed => new(
            SignInWords.AlreadyUsedTitle,
            SignInWords.AlreadyUsedHappened,
            SignInWords.AlreadyUsedNext),
        SignInProblem.Denied => new(
            SignInWords.DeniedTitle,
            SignInWords.DeniedHappened,
            SignInWords.DeniedNext),
        SignInProblem.RefusedByBitbucket => new(
            SignInWords.RefusedTitle,
            SignInWords.RefusedHappened,
            SignInWords.RefusedNext),
        SignInProblem.CodeRefused => new(
            SignInWords.CodeRefusedTitle,
            SignInWords.CodeRefusedHappened,
            SignInWords.CodeRefusedNext),
        SignInProblem.ClientRefused => new(
            SignInWords.ClientRefusedTitle,
            SignInWords.ClientRefusedHappened,
            SignInWords.ClientRefusedNext),
        SignInProblem.Unavailable => new(
            SignInWords.UnavailableTitle,
            SignInWords.UnavailableHappened,
            SignInWords.UnavailableNext),
        SignInProblem.UnusableAnswer => new(
            SignInWords.UnusableTitle,
            SignInWords.UnusableHappened,
            SignInWords.UnusableNext),
        SignInProblem.AccountScopeMissing => new(
            SignInWords.AccountScopeTitle,
            SignInWords.AccountScopeHappened,
            SignInWords.AccountScopeNext),
        SignInProblem.NotAMember => new(
            SignInWords.NotAMemberTitle,
            SignInWords.NotAMemberHappened,
            SignInWords.NotAMemberNext,
            SignInWords.UseAnotherAccount),
        _ => new(
            SignInWords.FailedTitle,
            SignInWords.FailedHappened,
            SignInWords.FailedNext),
    };
}

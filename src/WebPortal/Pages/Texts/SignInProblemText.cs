using WebPortal.Authentication;

namespace WebPortal.Pages.Texts;

/// <summary>Says why a sign-in did not happen and what the person can do now.</summary>
internal sealed record SignInProblemText(string Title, string Happened, string Next, string Button = "Sign in again")
{
    public static SignInProblemText Of(SignInProblem problem) => problem switch
    {
        SignInProblem.Malformed => new(
            "The answer from Bitbucket was incomplete",
            "Your browser came back from Bitbucket with an address that the portal does not understand. It may have been cut short.",
            "Start the sign-in again from here. Do not copy addresses of a sign-in from one place to another."),
        SignInProblem.UnknownState => new(
            "This sign-in was not started here",
            "The address your browser came back with does not belong to a sign-in that this portal began, or it was changed on the way.",
            "Start the sign-in again from here. If you followed a link from somebody else, do not use it again."),
        SignInProblem.Expired => new(
            "The sign-in took too long",
            "A sign-in must be finished within a quarter of an hour, and this one was older.",
            "Start again; if you are signed in at Bitbucket already, it takes a few seconds."),
        SignInProblem.OtherBrowser => new(
            "The sign-in began in another browser",
            "A sign-in must end in the browser in which it began, and this browser does not hold the mark of it. Blocked cookies look the same.",
            "Allow cookies for this site, then start the sign-in again in this browser."),
        SignInProblem.AlreadyUsed => new(
            "This sign-in was finished before",
            "Each answer from Bitbucket counts once. Going back in the browser or reloading the page sends it a second time.",
            "If you are signed in, just open the start page. Otherwise start the sign-in again."),
        SignInProblem.Denied => new(
            "You did not give your consent",
            "At Bitbucket the request was declined, so nothing was connected and nothing is stored.",
            "If that was a mistake, sign in again and allow the access. If you are unsure, the start page says what is asked for and what is stored."),
        SignInProblem.RefusedByBitbucket => new(
            "Bitbucket refused the request",
            "Bitbucket ended the sign-in with an error before asking for your consent.",
            "Try again. If it happens twice, tell the administrator of the portal: the OAuth client at Bitbucket may be set up wrongly."),
        SignInProblem.CodeRefused => new(
            "Bitbucket did not accept the sign-in",
            "The one-time code that Bitbucket gave your browser was no longer valid when the portal handed it in.",
            "Sign in again; a new code is made each time."),
        SignInProblem.ClientRefused => new(
            "The portal is not known at Bitbucket",
            "Bitbucket does not accept the client ID and client secret with which the portal introduces itself. Nothing is wrong with your account.",
            "Tell the administrator of the portal to check the client ID and the client secret. Until then nobody can sign in."),
        SignInProblem.Unavailable => new(
            "Bitbucket cannot be reached",
            "Bitbucket did not answer in time, or answered with a fault of its own.",
            "Wait a minute and try again. If it lasts, look at bitbucket.status.atlassian.com for known outages."),
        SignInProblem.UnusableAnswer => new(
            "Bitbucket's answer could not be used",
            "Bitbucket answered, but not in the form it documents, so the portal did not trust the answer.",
            "Try again. If it happens twice, tell the administrator of the portal."),
        SignInProblem.AccountScopeMissing => new(
            "The portal may not see who you are",
            "The consent does not include the scope “account”, without which Bitbucket does not say who signs in.",
            "Ask the administrator of the portal to add “account” to the permissions of the OAuth client at Bitbucket, then sign in again."),
        SignInProblem.NotAMember => new(
            "Your account is not allowed here",
            "Only members of certain Bitbucket workspaces may sign in to this portal, and the account you used is in none of them. Nothing new was stored; a connection you had from before is suspended until you belong to one again.",
            "Sign in with another Bitbucket account, or ask the administrator of the portal which workspaces are allowed.",
            "Use another account"),
        _ => new(
            "The sign-in failed",
            "Something went wrong inside the portal. It is recorded in the portal's log.",
            "Try again. If it happens twice, tell the administrator of the portal when it happened."),
    };
}

using WebPortal.Connections.Adding;

namespace WebPortal.Commands;

/// <summary>Why a credential was not taken, in the words of the command line: which option to change, or what to do at Bitbucket.</summary>
internal static class AdditionReasons
{
    public static string Of(AdditionOutcome outcome) => outcome.Problem switch
    {
        AdditionProblem.AccountMissing => "--account is missing: the e-mail address for an API token, the user name for an app password.",
        AdditionProblem.AccountMalformed => "--account does not fit: an API token goes with an e-mail address, an app password with a user name.",
        AdditionProblem.SecretMissing => "the secret is missing.",
        AdditionProblem.SecretMalformed => "the secret holds a space, a line break or a strange letter; copy it again.",
        AdditionProblem.EndMissing => "--ends is missing: the last day of the API token, for example 2027-05-31.",
        AdditionProblem.EndPassed => "--ends is over, so the token has ended. Make a new one.",
        AdditionProblem.EndTooFar => "--ends is more than a year ahead; Atlassian issues API tokens for a year at most.",
        AdditionProblem.WorkspaceMalformed => "--workspace is missing or no slug of a workspace.",
        AdditionProblem.ClientIdMalformed => "--client is missing or no client ID.",
        AdditionProblem.ScopesMalformed => "--scopes is missing or names no scopes; for example --scopes \"account repository\".",
        AdditionProblem.AppPasswordsOff => "app passwords are switched off, because Bitbucket retired them on 28 July 2026. Use an API token, or set Bitbucket:AllowAppPasswords.",
        AdditionProblem.CredentialRefused => "Bitbucket does not accept it: account or secret is wrong, it has ended, or it has no scopes for Bitbucket. Since 28 July 2026 every app password is refused.",
        AdditionProblem.ScopeMissing => $"Bitbucket accepts it, but it lacks scopes{(outcome.Scopes is { Count: > 0 } scopes ? ": " + string.Join(", ", scopes) : "")}.",
        AdditionProblem.SomebodyElse => "Bitbucket accepts it, but it belongs to another account than --person.",
        AdditionProblem.ClientRefused => "Bitbucket does not know this client with this secret.",
        AdditionProblem.ClientNotPrivate => "the client is not private. Tick \"This is a private client\" in its settings.",
        AdditionProblem.ClientWithoutCallback => "the client has no callback address. Enter one in its settings, any one.",
        AdditionProblem.ClientRefusedOtherwise => "Bitbucket refused the client and did not say why.",
        AdditionProblem.WrongWorkspace => "the client works, but does not open this workspace; look at --workspace.",
        AdditionProblem.AlreadyAdded => "this client is connected with these scopes already; \"connections replace\" gives it a new secret.",
        AdditionProblem.RateLimited => "Bitbucket asks for fewer calls; try again in some minutes.",
        AdditionProblem.Unavailable => "Bitbucket did not answer; try again in a minute.",
        AdditionProblem.UnusableAnswer => "Bitbucket answered with something that the portal does not understand.",
        AdditionProblem.NotReplaceable => "there is no such living connection of this kind, or it is suspended.",
        _ => "the connection changed at the same moment; try again.",
    };
}

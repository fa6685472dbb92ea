using WebPortal.Connections.Adding;
using WebPortal.Pages.Words;

namespace WebPortal.Pages.Texts;

/// <summary>Why a credential was not taken, and what to do about it: a text of its own for each reason.</summary>
internal static class AdditionText
{
    private static readonly Dictionary<AdditionProblem, Func<string>> Texts = new()
    {
        [AdditionProblem.AccountMissing] = () => AddingWords.ProblemAccountMissing,
        [AdditionProblem.AccountMalformed] = () => AddingWords.ProblemEmailMalformed,
        [AdditionProblem.SecretMissing] = () => AddingWords.ProblemSecretMissing,
        [AdditionProblem.SecretMalformed] = () => AddingWords.ProblemSecretMalformed,
        [AdditionProblem.EndMissing] = () => AddingWords.ProblemEndMissing,
        [AdditionProblem.EndPassed] = () => AddingWords.ProblemEndPassed,
        [AdditionProblem.EndTooFar] = () => AddingWords.ProblemEndTooFar,
        [AdditionProblem.WorkspaceMalformed] = () => AddingWords.ProblemWorkspaceMalformed,
        [AdditionProblem.ClientIdMalformed] = () => AddingWords.ProblemClientIdMalformed,
        [AdditionProblem.ScopesMalformed] = () => AddingWords.ProblemScopesMalformed,
        [AdditionProblem.AppPasswordsOff] = () => AddingWords.ProblemAppPasswordsOff,
        [AdditionProblem.CredentialRefused] = () => AddingWords.ProblemTokenRefused,
        [AdditionProblem.ScopeMissing] = () => AddingWords.ProblemScopeMissing,
        [AdditionProblem.SomebodyElse] = () => AddingWords.ProblemSomebodyElse,
        [AdditionProblem.ClientRefused] = () => AddingWords.ProblemClientRefused,
        [AdditionProblem.ClientNotPrivate] = () => AddingWords.ProblemClientNotPrivate,
        [AdditionProblem.ClientWithoutCallback] = () => AddingWords.ProblemClientWithoutCallback,
        [AdditionProblem.ClientRefusedOtherwise] = () => AddingWords.ProblemClientRefusedOtherwise,
        [AdditionProblem.WrongWorkspace] = () => AddingWords.ProblemWrongWorkspace,
        [AdditionProblem.AlreadyAdded] = () => AddingWords.ProblemAlreadyAdded,
        [AdditionProblem.RateLimited] = () => AddingWords.ProblemRateLimited,
        [AdditionProblem.Unavailable] = () => AddingWords.ProblemUnavailable,
        [AdditionProblem.UnusableAnswer] = () => AddingWords.ProblemUnusableAnswer,
        [AdditionProblem.NotReplaceable] = () => AddingWords.ProblemNotReplaceable,
        [AdditionProblem.Overtaken] = () => AddingWords.ProblemOvertaken,
    };

    /// <summary>Null when there is none.</summary>
    public static string? Of(AdditionOutcome outcome, string kind) => (outcome.Problem, kind) switch
    {
        (null, _) => null,
        (AdditionProblem.AccountMalformed, "AppPassword") => AddingWords.ProblemUsernameMalformed,
        (AdditionProblem.CredentialRefused, "AppPassword") => AddingWords.ProblemPasswordRefused,
        (AdditionProblem.CredentialRefused, "ClientCredentials") => AddingWords.ProblemTokenRefusedByApi,
        (AdditionProblem.ScopeMissing, _) when outcome.Scopes is { Count: > 0 } scopes => Sentence.Text(AddingWords.ProblemScopesMissing, string.Join(", ", scopes)),
        ({ } problem, _) => Texts[problem](),
    };
}

using System.Text.Json;

namespace WebPortal.Authentication;

/// <summary>Turns a <see cref="SignInProblem"/> into its reason code and back.</summary>
internal static class SignInProblems
{
    private static readonly Dictionary<SignInProblem, string> Codes =
        Enum.GetValues<SignInProblem>().ToDictionary(problem => problem, problem => JsonNamingPolicy.KebabCaseLower.ConvertName(problem.ToString()));

    private static readonly Dictionary<string, SignInProblem> Problems = Codes.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static string Code(this SignInProblem problem) => Codes[problem];

    /// <summary>The page that says what happened and what to do.</summary>
    public static string PageAddress(this SignInProblem problem) => $"/signin?reason={problem.Code()}";

    public static SignInProblem? Find(string? code) => code is not null && Problems.TryGetValue(code, out var problem) ? problem : null;
}

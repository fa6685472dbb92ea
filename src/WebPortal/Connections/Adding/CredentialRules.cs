using System.Buffers;
using WebPortal.Bitbucket;

namespace WebPortal.Connections.Adding;

/// <summary>What can be wrong with a credential before Bitbucket is asked: then it is not asked.</summary>
internal static class CredentialRules
{
    public const int LongestAccount = 320;
    public const int LongestSecret = 4096;
    private const int LongestScopes = 1000;

    /// <summary>Bitbucket issues API tokens for a year at most; a day more for the zones between here and there.</summary>
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(367);

    private static readonly SearchValues<char> ScopeLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789:_-");

    public static AdditionProblem? Check(AccountDraft draft, DateTimeOffset now)
    {
        var account = draft.Account?.Trim() ?? "";
        return account.Length == 0 ? AdditionProblem.AccountMissing
            : !IsAccount(account, draft.IsAppPassword) ? AdditionProblem.AccountMalformed
            : CheckSecret(draft.Secret) is { } problem ? problem
            : draft.IsAppPassword ? null
            : draft.EndsOn is not { } day ? AdditionProblem.EndMissing
            : EndOf(day) <= now ? AdditionProblem.EndPassed
            : EndOf(day) > now + LongestLife ? AdditionProblem.EndTooFar : null;
    }

    public static AdditionProblem? Check(ClientDraft draft)
    {
        var clientId = draft.ClientId?.Trim() ?? "";
        return !WorkspaceSlug.TryParse(draft.Workspace?.Trim(), out _) ? AdditionProblem.WorkspaceMalformed
            : clientId.Length is 0 or > LongestAccount || clientId.AsSpan().ContainsAnyExceptInRange('!', '~') ? AdditionProblem.ClientIdMalformed
            : CheckSecret(draft.Secret) is { } problem ? problem
            : Normalize(draft.Scopes) is null ? AdditionProblem.ScopesMalformed : null;
    }

    public static AdditionProblem? CheckSecret(string? secret) => secret?.Trim() is not { Length: > 0 } trimmed ? AdditionProblem.SecretMissing
        : trimmed.Length > LongestSecret || trimmed.AsSpan().ContainsAnyExceptInRange('!', '~') ? AdditionProblem.SecretMalformed : null;

    /// <summary>Each scope once and in order, so that one set has one spelling.</summary>
    /// <returns>Null when there is none, or something that does not look like one.</returns>
    public static string? Normalize(string? scopes)
    {
        var list = ScopeSet.Parse(scopes ?? "").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var text = string.Join(' ', list);
        return list.Count == 0 || text.Length > LongestScopes || list.Exists(scope => scope.AsSpan().ContainsAnyExcept(ScopeLetters)) ? null : text;
    }

    /// <summary>A token works to the end of its last day.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => day == DateOnly.MaxValue
        ? DateTimeOffset.MaxValue : new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private static bool IsAccount(string account, bool isAppPassword)
    {
        var at = account.IndexOf('@', StringComparison.Ordinal);
        var isPlain = account.Length <= LongestAccount && !account.Contains(':', StringComparison.Ordinal) && !account.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter));
        return isPlain && (isAppPassword ? at < 0 : at > 0 && at < account.Length - 1);
    }
}

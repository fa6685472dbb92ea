using WebPortal.Pages.Words;

namespace WebPortal.Pages.Texts;

/// <summary>A Bitbucket scope in words: what it lets the portal do, and what is missing without it.</summary>
internal sealed record ScopeText(string Scope, string Allows, string WithoutIt)
{
    public static ScopeText Of(string scope) => scope switch
    {
        "account" => new(scope, TextsWords.ScopeAccount, TextsWords.WithoutAccount),
        "email" => new(scope, TextsWords.ScopeEmail, TextsWords.WithoutEmail),
        "repository" => new(scope, TextsWords.ScopeRepository, TextsWords.WithoutRepository),
        "repository:write" => new(scope, TextsWords.ScopeRepositoryWrite, TextsWords.WithoutRepositoryWrite),
        "pullrequest" => new(scope, TextsWords.ScopePullrequest, TextsWords.WithoutPullrequest),
        "pullrequest:write" => new(scope, TextsWords.ScopePullrequestWrite, TextsWords.WithoutPullrequestWrite),
        "project" => new(scope, TextsWords.ScopeProject, TextsWords.WithoutProject),
        "pipeline" => new(scope, TextsWords.ScopePipeline, TextsWords.WithoutPipeline),
        "issue" => new(scope, TextsWords.ScopeIssue, TextsWords.WithoutIssue),
        "webhook" => new(scope, TextsWords.ScopeWebhook, TextsWords.WithoutWebhook),
        _ => new(scope, Sentence.Text(TextsWords.ScopeOther, scope), TextsWords.WithoutOther),
    };
}

namespace WebPortal.Pages.Texts;

/// <summary>A Bitbucket scope in words: what it lets the portal do, and what is missing without it.</summary>
internal sealed record ScopeText(string Scope, string Allows, string WithoutIt)
{
    public static ScopeText Of(string scope) => scope switch
    {
        "account" => new(scope, "See who you are and which workspaces you belong to", "You cannot sign in, and no workspace can be listed"),
        "email" => new(scope, "See your email addresses", "Your address is not shown, and administrators cannot find you by it"),
        "repository" => new(scope, "Read your repositories: names, descriptions, source", "No repository can be shown"),
        "repository:write" => new(scope, "Push to your repositories", "Tools cannot push through the portal"),
        "pullrequest" => new(scope, "Read pull requests and comment on them", "Pull requests are not shown"),
        "pullrequest:write" => new(scope, "Create, merge and decline pull requests", "Pull requests cannot be changed"),
        "project" => new(scope, "Read projects", "Projects are not shown on their own"),
        "pipeline" => new(scope, "Read pipelines", "Pipelines are not shown"),
        "issue" => new(scope, "Read issues", "Issues are not shown"),
        "webhook" => new(scope, "Read and make webhooks", "The portal is not told of changes"),
        _ => new(scope, $"What Bitbucket grants under the name “{scope}”", "What needs it is not available"),
    };
}

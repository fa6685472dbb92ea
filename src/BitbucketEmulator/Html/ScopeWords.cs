namespace BitbucketEmulator.Html;

/// <summary>Scopes in words that a person understands.</summary>
internal static class ScopeWords
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["account"] = "Read your profile and which workspaces you are in",
        ["account:write"] = "Change your profile",
        ["email"] = "Read your email addresses",
        ["repository"] = "Read your repositories, their source and their history",
        ["repository:write"] = "Change your repositories",
        ["repository:admin"] = "Administer your repositories",
        ["repository:delete"] = "Delete your repositories",
        ["pullrequest"] = "Read your pull requests and your repositories",
        ["pullrequest:write"] = "Create, merge and decline pull requests",
        ["project"] = "Read your workspaces' projects",
        ["project:write"] = "Change your workspaces' projects",
        ["project:admin"] = "Administer your workspaces' projects",
        ["issue"] = "Read your issues",
        ["issue:write"] = "Change your issues",
        ["wiki"] = "Read and change your wikis",
        ["webhook"] = "Read and change your webhooks",
        ["snippet"] = "Read your snippets",
        ["snippet:write"] = "Change your snippets",
        ["pipeline"] = "Read your pipelines",
        ["pipeline:write"] = "Start and stop your pipelines",
        ["pipeline:variable"] = "Read and change the variables of your pipelines",
        ["runner"] = "See your pipeline runners",
        ["runner:write"] = "Manage your pipeline runners",
    };

    public static string Of(string scope) => Words.GetValueOrDefault(scope, scope);
}

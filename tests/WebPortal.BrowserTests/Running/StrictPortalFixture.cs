namespace WebPortal.BrowserTests.Running;

/// <summary>A portal that lets in the members of one workspace only, and asks for more than its OAuth client may give.</summary>
public sealed class StrictPortalFixture : PortalFixture
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Access__AllowedWorkspaces__0"] = "northlight",
        ["Bitbucket__Scopes"] = "account email repository webhook",
    };
}

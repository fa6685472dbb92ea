using BitbucketEmulator.Hosting;

namespace WebPortal.Tests.Infrastructure;

/// <summary>Clients of workspaces beside the portal's own: four that act as themselves, and two that Bitbucket refuses.</summary>
internal static class ToolClients
{
    public const string Secret = "canary-tool-secret-51c0";

    public const string Public = "public-tool";

    public const string WithoutCallback = "silent-tool";

    public static readonly IReadOnlyList<string> Names = ["tool-1", "tool-2", "tool-3", "tool-4"];

    public static void AddTo(EmulatorOptions options)
    {
        foreach (var name in Names)
        {
            options.Clients.Add(Client(name));
        }

        var open = Client(Public);
        open.Private = false;
        options.Clients.Add(open);
        var silent = Client(WithoutCallback);
        silent.CallbackAddress = null;
        options.Clients.Add(silent);
    }

    private static ClientOptions Client(string name) => new()
    {
        ClientId = name, ClientSecret = Secret, CallbackAddress = $"https://{name}.example/callback", Scopes = "account email repository pullrequest", Workspace = "northlight",
    };
}

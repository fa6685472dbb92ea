using System.Net;
using BitbucketEmulator.Hosting;
using BitbucketEmulator.Seed;
using BitbucketEmulator.Web;

namespace BitbucketEmulator.Html;

/// <summary>What stands where links of the API lead: pictures drawn on the spot, and a page instead of Bitbucket's own.</summary>
internal static class StandInPages
{
    private static readonly string[] Colours = ["#355f8a", "#7a4a86", "#8a4b32", "#39693f", "#8b3a55", "#4b5563"];

    public static IEnumerable<WebOperation> All =>
    [
        Picture("/account/{name}/avatar"),
        Picture("/account/{name}/avatar/{size}"),
        Picture("/workspaces/{name}/avatar"),
        Picture("/{workspace}/workspace/projects/{name}/avatar/{size}"),
        Picture("/ravatar/{name}"),
        WebOperation.Of(HttpMethods.Get, "/{workspace}", Show),
        WebOperation.Of(HttpMethods.Get, "/{workspace}/{**rest}", Show),
    ];

    private static WebOperation Picture(string template) => WebOperation.Of(HttpMethods.Get, template, Draw);

    private static Answer Draw(WebCall call)
    {
        var name = call["name"];
        var shown = Labelled(call.State.World, name);
        var initial = shown.FirstOrDefault(char.IsLetterOrDigit);
        var colour = Colours[Deterministic.Below(Deterministic.Number(name), Colours.Length)];
        return Answer.Text(
                $"""<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 64 64"><rect width="64" height="64" rx="12" fill="{colour}"/><text x="32" y="43" text-anchor="middle" font-family="sans-serif" font-size="30" font-weight="600" fill="#fff">{WebUtility.HtmlEncode(char.ToUpperInvariant(initial == default ? '·' : initial).ToString())}</text></svg>""",
                StatusCodes.Status200OK,
                "image/svg+xml")
            .With("Content-Security-Policy", "default-src 'none'; sandbox")
            .With("X-Content-Type-Options", "nosniff")
            .With("Cache-Control", "max-age=3600");
    }

    private static string Labelled(World world, string name) =>
        world.FindPerson(name)?.Username
        ?? world.FindWorkspace(name)?.Slug
        ?? world.FindRepository(name)?.Slug
        ?? name;

    private static Answer Show(WebCall call)
    {
        var world = call.State.World;
        return world.FindWorkspace(call["workspace"]) is null && world.FindPerson(call["workspace"]) is null
            ? Page.Message("Nothing here", "The emulator has no page at this address.", StatusCodes.Status404NotFound)
            : Page.Message(call.Request.Path.Value!.Trim('/'), "Bitbucket shows a page at this address. The emulator only plays its sign-in and its API, so there is nothing to look at here.", StatusCodes.Status200OK);
    }
}

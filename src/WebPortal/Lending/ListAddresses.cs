namespace WebPortal.Lending;

/// <summary>Tells the lists of repositories by their address, before routing does.</summary>
internal static class ListAddresses
{
    private const string Start = "/api/v1/";
    private const string Repositories = "repositories";
    private const string Workspaces = "workspaces/";

    public static bool IsListOfApi(this HttpRequest request)
    {
        var path = request.Path.Value.AsSpan();
        return path.StartsWith(Start, StringComparison.Ordinal)
            && (path[Start.Length..].SequenceEqual(Repositories)
                || (path[Start.Length..].StartsWith(Workspaces, StringComparison.Ordinal) && path.EndsWith("/" + Repositories, StringComparison.Ordinal)));
    }
}

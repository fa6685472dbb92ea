namespace WebPortal.Lending.Forwarding;

/// <summary>Where Bitbucket's answer leads elsewhere: never followed here. The caller is led to the portal's own address for the same place, where everything is checked anew.</summary>
/// <remarks>So it is with <c>src</c> without a commit and with the difference of a pull request. Any other place, a store of files at another host above all, ends in 502.</remarks>
internal static class ForwardRedirect
{
    public static IResult Answer(HttpContext http, ForwardCall call, Uri? location)
    {
        if (location is null || !Uri.TryCreate(call.Target.Value, location, out var target) || Below(call.ApiBase, target) is not { } rest)
        {
            return ForwardProblem.LeadsElsewhere();
        }

        var cut = rest.IndexOf('?', StringComparison.Ordinal);
        var address = ForwardAddress.Find(cut < 0 ? rest : rest[..cut], out _);
        if (address is null || !IsSamePlace(address, call.Address) || ForwardQuery.Read(cut < 0 ? "" : rest[cut..], address.Operation).Query is not { } query)
        {
            return ForwardProblem.LeadsElsewhere();
        }

        http.Response.Headers.Location = $"{ForwardEndpoint.PortalBase(http.Request)}{address.Path}{query.Text}";
        http.Response.StatusCode = StatusCodes.Status302Found;
        return TypedResults.Empty;
    }

    private static string? Below(Uri apiBase, Uri target) =>
        target.Scheme == apiBase.Scheme && target.IdnHost == apiBase.IdnHost && target.Port == apiBase.Port && target.UserInfo.Length == 0
        && target.PathAndQuery.StartsWith(apiBase.AbsolutePath, StringComparison.Ordinal)
            ? target.PathAndQuery[apiBase.AbsolutePath.Length..]
            : null;

    /// <summary>Another repository is another matter, whatever the leash says about it.</summary>
    private static bool IsSamePlace(ForwardAddress target, ForwardAddress origin) =>
        string.Equals(target.Workspace, origin.Workspace, StringComparison.OrdinalIgnoreCase) && string.Equals(target.Slug, origin.Slug, StringComparison.OrdinalIgnoreCase);
}

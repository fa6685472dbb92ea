namespace WebPortal.Repositories;

/// <summary>What decides the bytes of an answer besides the snapshot: the address in all its parts, as it was asked for, and the form.</summary>
/// <param name="Viewer">What else of the request decides; null when nothing does.</param>
internal readonly record struct KeptAnswerKey(string Scheme, string Host, string PathStart, string Path, string Query, bool IsCompressed, string? Viewer = null)
{
    public static KeptAnswerKey Of(HttpRequest request, bool isCompressed, string? viewer = null) => new(
        request.Scheme, request.Host.Value ?? "", request.PathBase.Value ?? "", request.Path.Value ?? "", request.QueryString.Value ?? "", isCompressed, viewer);
}

using BitbucketEmulator.Hosting;

namespace BitbucketEmulator.Api;

/// <summary>One operation of the API: what it is called by, which scopes open it, and what it answers.</summary>
internal sealed record ApiOperation(string Template, IReadOnlyList<string> Scopes, Func<ApiCall, Answer> Run)
{
    /// <summary>As <c>X-Accepted-OAuth-Scopes</c> writes it.</summary>
    public string AcceptedScopes { get; } = string.Join(", ", Scopes);

    /// <summary>Callers without any credential get this far; what is private stays hidden from them.</summary>
    public bool Anonymous { get; init; }

    /// <summary>Counts against the hourly limit of repository data.</summary>
    public bool Limited => Template.StartsWith("/repositories/", StringComparison.Ordinal);
}

using BitbucketEmulator.Hosting;

namespace BitbucketEmulator.Web;

/// <summary>One address of the web side.</summary>
internal sealed record WebOperation(string Method, string Template, Func<WebCall, Task<Answer>> Run)
{
    /// <summary>Called by programs from anywhere, so a browser's cross-site marks do not matter.</summary>
    public bool AllowsCrossSite { get; init; }
}

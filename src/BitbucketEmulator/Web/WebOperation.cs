using BitbucketEmulator.Hosting;

namespace BitbucketEmulator.Web;

/// <summary>One address of the web side.</summary>
internal sealed record WebOperation(string Method, string Template, Func<WebCall, CancellationToken, Task<Answer>> Run)
{
    /// <summary>An operation that answers at once.</summary>
    public static WebOperation Of(string method, string template, Func<WebCall, Answer> run) =>
        new(method, template, (call, _) => Task.FromResult(run(call)));

    /// <summary>Called by programs from anywhere, so a browser's cross-site marks do not matter.</summary>
    public bool AllowsCrossSite { get; init; }
}

using Microsoft.Extensions.Options;

namespace WebPortal.Bitbucket;

/// <summary>Refuses addresses to which a credential must not be sent.</summary>
internal sealed class BitbucketOptionsValidator : IValidateOptions<BitbucketOptions>
{
    public ValidateOptionsResult Validate(string? name, BitbucketOptions options)
    {
        var failures = new List<string>();
        CheckAddress("Bitbucket:AuthorizationEndpoint", options.AuthorizationEndpoint, failures);
        CheckAddress("Bitbucket:TokenEndpoint", options.TokenEndpoint, failures);
        CheckAddress("Bitbucket:ApiBaseAddress", options.ApiBaseAddress, failures);
        if (options.ApiBaseAddress is { IsAbsoluteUri: true } api && (!api.AbsolutePath.EndsWith('/') || api.Query.Length > 0))
        {
            failures.Add("Bitbucket:ApiBaseAddress must end in a slash and carry no query, for example https://api.bitbucket.org/2.0/.");
        }

        if (options.RequestedScopes.Count == 0)
        {
            failures.Add("Bitbucket:Scopes is empty. Set at least \"account email repository\".");
        }

        if (options.RequestTimeout < TimeSpan.FromSeconds(1) || options.RequestTimeout > TimeSpan.FromMinutes(5))
        {
            failures.Add("Bitbucket:RequestTimeout must lie between 00:00:01 and 00:05:00.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    /// <summary>HTTPS everywhere; plain HTTP only on loopback, where an emulator runs.</summary>
    private static void CheckAddress(string key, Uri address, List<string> failures)
    {
        var acceptable = address is { IsAbsoluteUri: true, UserInfo: "", Fragment: "" }
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
        if (!acceptable)
        {
            failures.Add($"{key} must be an absolute https address (http is accepted for loopback only), without user information or fragment.");
        }
    }
}

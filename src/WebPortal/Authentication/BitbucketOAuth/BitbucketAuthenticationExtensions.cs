using AspNet.Security.OAuth.Bitbucket;
using Microsoft.AspNetCore.Authentication;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the Bitbucket authentication scheme.</summary>
public static class BitbucketAuthenticationExtensions
{
    public static AuthenticationBuilder AddBitbucket(this AuthenticationBuilder builder) =>
        builder.AddBitbucket(BitbucketAuthenticationDefaults.AuthenticationScheme, _ => { });

    public static AuthenticationBuilder AddBitbucket(this AuthenticationBuilder builder, Action<BitbucketAuthenticationOptions> configuration) =>
        builder.AddBitbucket(BitbucketAuthenticationDefaults.AuthenticationScheme, configuration);

    public static AuthenticationBuilder AddBitbucket(
        this AuthenticationBuilder builder, string scheme, Action<BitbucketAuthenticationOptions> configuration) =>
        builder.AddBitbucket(scheme, BitbucketAuthenticationDefaults.DisplayName, configuration);

    public static AuthenticationBuilder AddBitbucket(
        this AuthenticationBuilder builder, string scheme, string? caption, Action<BitbucketAuthenticationOptions> configuration) =>
        builder.AddOAuth<BitbucketAuthenticationOptions, BitbucketAuthenticationHandler>(scheme, caption ?? scheme, configuration);
}

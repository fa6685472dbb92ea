using System.Text;
using BitbucketEmulator.Api;
using BitbucketEmulator.Control;

namespace BitbucketEmulator.Paging;

/// <summary>Builds <c>next</c> and <c>previous</c>: absolute, on the API's own address, or somewhere hostile when a fault says so.</summary>
internal static class NextLink
{
    /// <summary>The same request with some query parameters replaced.</summary>
    public static string To(ApiCall call, params ReadOnlySpan<(string Name, string Value)> replaced)
    {
        var link = new StringBuilder(call.Addresses.Api).Append(call.Request.PathBase.ToUriComponent()).Append(RawPath(call));
        var separator = '?';
        foreach (var (name, values) in call.Request.Query)
        {
            if (IsReplaced(name, replaced))
                continue;
            foreach (var value in values)
                Append(link, ref separator, name, value ?? "");
        }

        foreach (var (name, value) in replaced)
            Append(link, ref separator, name, value);
        return link.ToString();
    }

    public static string Next(ApiCall call, string faithful, string self) => call.Fault switch
    {
        { Next: HostileNext.OtherHost } => faithful.Replace(call.Addresses.Api, "http://127.0.0.1:9", StringComparison.Ordinal),
        { Next: HostileNext.OtherScheme } => "ftp" + faithful[faithful.IndexOf(':', StringComparison.Ordinal)..],
        { Next: HostileNext.Circle } => self,
        { Next: HostileNext.Literal, NextValue: { } literal } => literal,
        _ => faithful,
    };

    private static string RawPath(ApiCall call) => call.Request.Path.ToUriComponent().TrimEnd('/').Replace("{", "%7B", StringComparison.Ordinal).Replace("}", "%7D", StringComparison.Ordinal);

    private static bool IsReplaced(string name, ReadOnlySpan<(string Name, string Value)> replaced)
    {
        foreach (var (other, _) in replaced)
        {
            if (other == name)
                return true;
        }

        return false;
    }

    private static void Append(StringBuilder link, ref char separator, string name, string value)
    {
        link.Append(separator).Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        separator = '&';
    }
}

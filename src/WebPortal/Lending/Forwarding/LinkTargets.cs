using System.Text;
using System.Text.Json;

namespace WebPortal.Lending.Forwarding;

/// <summary>What becomes of a link in an answer: one to Bitbucket's API leads to the portal, and paging stays on the path that was asked for.</summary>
internal sealed class LinkTargets
{
    private static readonly byte[] Nothing = "null"u8.ToArray();

    private readonly byte[] apiBase;
    private readonly byte[] portalBase;
    private readonly byte[] ownAddress;

    /// <param name="apiBase">Bitbucket's, ending in a slash.</param>
    /// <param name="portalBase">The portal's in its place, ending in a slash.</param>
    /// <param name="path">Of the request, below the base, encoded.</param>
    public LinkTargets(string apiBase, string portalBase, string path)
    {
        this.apiBase = Encoding.UTF8.GetBytes(apiBase);
        this.portalBase = Encoding.UTF8.GetBytes(portalBase);
        ownAddress = Encoding.UTF8.GetBytes(portalBase + path);
    }

    /// <summary>Writes a link's value, quotes included, or leaves it to be copied.</summary>
    /// <param name="value">As it stands between its quotes.</param>
    /// <returns>False when it stays as it is.</returns>
    public bool TryWrite(ReadOnlySpan<byte> value, bool isPaging, PooledBytes output)
    {
        if (value.Contains((byte)'\\'))
        {
            // Spelled with escapes, as nobody needs to: judged by what it says.
            value = Unescape(value, out var isText);
            if (!isText)
            {
                return false;
            }
        }

        if (!value.StartsWith(apiBase))
        {
            // A page elsewhere would get the caller's portal token. Without it the list ends here. A plain word leads nowhere.
            var leads = isPaging && value.IndexOfAny((byte)':', (byte)'/', (byte)'\\') >= 0;
            if (leads)
            {
                output.Add(Nothing);
            }

            return leads;
        }

        output.Add("\""u8);
        if (isPaging)
        {
            // Bitbucket is free to name the same place otherwise, by UUID for example; a leash knows it by the name that was asked for.
            var query = value.IndexOf((byte)'?');
            output.Add(ownAddress);
            output.Add(query < 0 ? [] : value[query..]);
        }
        else
        {
            output.Add(portalBase);
            output.Add(value[apiBase.Length..]);
        }

        output.Add("\""u8);
        return true;
    }

    private static ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> value, out bool isText)
    {
        isText = true;
        try
        {
            var reader = new Utf8JsonReader([(byte)'"', .. value, (byte)'"']);
            reader.Read();
            var text = reader.GetString() ?? "";
            return JsonEncodedText.Encode(text).EncodedUtf8Bytes;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            isText = false;
            return [];
        }
    }
}

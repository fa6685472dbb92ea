using System.Buffers.Text;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace WebPortal.Connections;

/// <summary>How sealed values of each key of the ring begin, so that the database can find them.</summary>
/// <remarks>Data Protection documents the header of what it seals: four fixed bytes, then the id of the key.</remarks>
internal sealed class SealedKeys(IKeyManager keys)
{
    private static readonly byte[] Magic = [0x09, 0xF0, 0xC9, 0xF0];

    /// <summary>Twenty bytes make 26 characters that depend on nothing behind them.</summary>
    private const int PrefixLength = 26;

    public IReadOnlyList<string> Prefixes() =>
        [.. keys.GetAllKeys().Select(key => Base64Url.EncodeToString([.. Magic, .. key.KeyId.ToByteArray()])[..PrefixLength])];
}

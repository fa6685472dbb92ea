using System.Globalization;

namespace WebPortal.Audit;

/// <summary>What a verification found.</summary>
/// <param name="Finding">Null when everything holds.</param>
/// <param name="FirstId">The first record of the chain that was looked at.</param>
/// <param name="LastId">The last record that holds.</param>
/// <param name="LastHash">Its hash.</param>
/// <param name="BeforeChain">Records from before there was a chain; nothing proves them.</param>
internal sealed record AuditVerdict(AuditFinding? Finding, long FirstId, long LastId, byte[] LastHash, long BeforeChain)
{
    public override string ToString()
    {
        if (Finding is not null)
        {
            return Finding.ToString();
        }

        var earlier = BeforeChain == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {BeforeChain} older records from before the chain are not proved by it");
        return LastId < FirstId
            ? $"there is no record yet{earlier}"
            : string.Create(CultureInfo.InvariantCulture, $"records {FirstId} to {LastId} are complete and unchanged, last hash {Convert.ToHexStringLower(LastHash)}{earlier}");
    }
}

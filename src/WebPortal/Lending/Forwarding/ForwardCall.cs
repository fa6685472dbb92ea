using WebPortal.Bitbucket;

namespace WebPortal.Lending.Forwarding;

/// <summary>One request on its way to Bitbucket: checked, rebuilt, and with the credential it goes out with.</summary>
/// <param name="Filter">Takes out of the answer what the leash does not allow; null when there is nothing to take out.</param>
internal sealed record ForwardCall(PortalTokenCaller Caller, ForwardAddress Address, ApiAddress Target, Uri ApiBase, LinkTargets Links, LeashedAnswer? Filter)
{
    public override string ToString() => Address.Operation.Template;
}

using Microsoft.Extensions.Options;
using WebPortal.Data;

namespace WebPortal.Authentication;

/// <summary>Decides a person's roles from the settings, at every request, so that a removed administrator is one no longer.</summary>
internal sealed class PortalRoles(IOptions<AccessOptions> options)
{
    private readonly HashSet<string> _administrators = new(options.Value.Administrators, StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _auditors = new(options.Value.Auditors, StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> Of(PortalUser user)
    {
        if (Lists(_administrators, user))
        {
            yield return PortalPolicies.Administrator;
        }

        if (Lists(_auditors, user))
        {
            yield return PortalPolicies.Auditor;
        }
    }

    private static bool Lists(HashSet<string> people, PortalUser user) =>
        people.Contains(user.BitbucketUuid) || (user.AccountId is { } accountId && people.Contains(accountId));
}

using WebPortal.Data;

namespace WebPortal.Authentication;

/// <summary>Decides a person's roles from the settings, at every request, so that a removed administrator is one no longer.</summary>
internal sealed class PortalRoles(AccessSettings settings)
{
    /// <summary>Somebody who is suspended has none.</summary>
    public IEnumerable<string> Of(LiveSession session)
    {
        var rules = settings.Current;
        if (!session.IsSuspended && Lists(rules.Administrators, session.User))
        {
            yield return PortalPolicies.Administrator;
        }

        if (!session.IsSuspended && Lists(rules.Auditors, session.User))
        {
            yield return PortalPolicies.Auditor;
        }
    }

    private static bool Lists(IReadOnlySet<string> people, PortalUser user) =>
        people.Contains(user.BitbucketUuid) || (user.AccountId is { } accountId && people.Contains(accountId));
}

using System.Runtime.CompilerServices;
using WebPortal.Repositories;

namespace WebPortal.Lending;

/// <summary>What a token's leash leaves of its owner's catalog.</summary>
internal static class LeashedView
{
    private static readonly ConditionalWeakTable<PortalTokenCaller, CatalogView> Views = [];

    /// <returns>Null for a person, who sees everything that is theirs.</returns>
    public static CatalogView? Of(HttpContext http) => http.Features.Get<PortalTokenCaller>() is { } caller ? Views.GetValue(caller, Make) : null;

    /// <summary>By the token: its leash never changes.</summary>
    private static CatalogView Make(PortalTokenCaller caller) => new(
        caller.TokenId,
        caller.Leash.AllowsWorkspace,
        item => caller.Leash.Allows(LeashOperations.ReadRepositories, item.WorkspaceSlug, item.ProjectKey, item.Slug));
}

using System.Net;

namespace WebPortal.Lending;

/// <summary>What a portal token may be used for at most, never more than its owner may. What stands nowhere in it is not allowed.</summary>
/// <param name="Operations">Of <see cref="LeashOperations"/>.</param>
/// <param name="Networks">From where it may be used; everywhere when there are none.</param>
/// <param name="HourlyCalls">Calls in a rolling hour; null for no bound of its own.</param>
internal sealed record Leash(
    IReadOnlyList<LeashPattern> Patterns, IReadOnlySet<string> Operations, IReadOnlyList<IPNetwork> Networks, int? HourlyCalls, DateTimeOffset EndsAt)
{
    public bool AllowsOperation(string operation) => Operations.Contains(operation);

    /// <summary>Whether something in the workspace is allowed; its name may be told then.</summary>
    public bool AllowsWorkspace(string workspace) => Patterns.Any(pattern => pattern.Meets(workspace));

    /// <param name="project">The key of the repository's project; null when it is not known: then only patterns without a project allow it.</param>
    /// <param name="slug">Null when no single repository is asked for.</param>
    public bool Allows(string operation, string workspace, string? project, string? slug) => AllowsOperation(operation)
        && (slug is null ? AllowsWorkspace(workspace) : Patterns.Any(pattern => pattern.Fits(workspace, project, slug)));

    public bool AllowsAddress(IPAddress? address)
    {
        if (Networks.Count == 0)
        {
            return true;
        }

        var plain = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        return plain is not null && Networks.Any(network => network.Contains(plain));
    }
}

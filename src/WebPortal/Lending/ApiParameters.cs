using Microsoft.AspNetCore.Http.HttpResults;
using WebPortal.Repositories;

namespace WebPortal.Lending;

/// <summary>Reads the parameters of an address: each at most once, and none that would be ignored in silence.</summary>
internal static class ApiParameters
{
    public static readonly IReadOnlyList<string> OfRepositories = ["query", "language", "project", "visibility", "sort", "page", "pageSize"];

    public static readonly IReadOnlyList<string> OfWorkspaces = ["page", "pageSize"];

    /// <returns>The problem to answer with, or null.</returns>
    public static ProblemHttpResult? FindFault(IQueryCollection parameters, IReadOnlyList<string> allowed)
    {
        RepositoryQueryFault[] faults =
        [
            .. parameters.Where(parameter => !allowed.Contains(parameter.Key, StringComparer.OrdinalIgnoreCase)).Take(1).Select(parameter => Unknown(parameter.Key, allowed)),
            .. parameters.Where(parameter => parameter.Value.Count > 1).Take(1).Select(parameter => Repeated(parameter.Key)),
        ];
        return faults.Length == 0 ? null : ApiProblem.Parameters(faults);
    }

    public static (RepositoryQuery Query, ProblemHttpResult? Fault) Read(IQueryCollection parameters, IReadOnlyList<string> allowed, string? workspace = null)
    {
        if (FindFault(parameters, allowed) is { } fault)
        {
            return (RepositoryQuery.All, fault);
        }

        var (query, faults) = RepositoryQueryReader.Read(new RepositoryQueryText(
            parameters["query"], parameters["language"], parameters["project"], workspace, parameters["visibility"], parameters["sort"], parameters["page"], parameters["pageSize"]));
        return (query, faults.Count == 0 ? null : ApiProblem.Parameters(faults));
    }

    private static RepositoryQueryFault Unknown(string name, IReadOnlyList<string> allowed) => new(
        name,
        allowed.Count == 0
            ? "This address takes no parameters. Leave them out."
            : $"There is a parameter that this address does not know. It takes {string.Join(", ", allowed)}.");

    private static RepositoryQueryFault Repeated(string name) => new(name, "A parameter is given more than once. Give each once.");
}

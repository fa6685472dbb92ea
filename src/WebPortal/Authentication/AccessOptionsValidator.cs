using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace WebPortal.Authentication;

/// <summary>Refuses a portal that would let anybody in by oversight, and people named by what can change hands.</summary>
internal sealed partial class AccessOptionsValidator(IHostEnvironment environment) : IValidateOptions<AccessOptions>
{
    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        var failures = new List<string>();
        if (options.AllowedWorkspaces.Count == 0 && !options.AllowAnyAccount && !environment.IsDevelopment())
        {
            failures.Add(
                "Access:AllowedWorkspaces is empty, so any Bitbucket account could sign in. List the slugs of your workspaces, " +
                "or set Access:AllowAnyAccount to true if that is what you want.");
        }

        CheckPeople("Access:Administrators", options.Administrators, failures);
        CheckPeople("Access:Auditors", options.Auditors, failures);
        failures.AddRange(options.AllowedWorkspaces.Where(slug => !Slug().IsMatch(slug)).Select(slug =>
            $"Access:AllowedWorkspaces: \"{slug}\" is not a workspace slug. Use the part of the address after bitbucket.org/, for example \"acme\"."));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void CheckPeople(string key, IEnumerable<string> people, List<string> failures) =>
        failures.AddRange(people.Where(person => !Uuid().IsMatch(person) && !AccountId().IsMatch(person)).Select(person =>
            $"{key}: \"{person}\" is neither a Bitbucket uuid such as {{0f1b2c3d-0000-4000-8000-0123456789ab}} nor an account_id. " +
            "The person finds both on their account page in the portal."));

    [GeneratedRegex(@"^\{[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}$")]
    private static partial Regex Uuid();

    /// <summary>24 hexadecimal digits, or the older form with a number and a uuid.</summary>
    [GeneratedRegex("^([0-9a-fA-F]{24}|[0-9]{1,12}:[0-9a-fA-F-]{36})$")]
    private static partial Regex AccountId();

    [GeneratedRegex("^[A-Za-z0-9_-]{1,128}$")]
    private static partial Regex Slug();
}

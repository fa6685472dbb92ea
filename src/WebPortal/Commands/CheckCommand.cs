using Microsoft.Extensions.Options;
using WebPortal.Hosting;

namespace WebPortal.Commands;

/// <summary>The doctor: looks at everything the portal depends on, and says all of it at once.</summary>
internal static class CheckCommand
{
    public static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var settings = context.SettingsFindings;
        bool AreRight(params string[] keys) => !settings.Any(line => keys.Any(key => line.StartsWith(key, StringComparison.OrdinalIgnoreCase)));

        List<Finding> findings = [.. settings.Select(Finding.Bad)];
        if (settings.Count == 0)
        {
            findings.Add(Finding.Good("settings: all of them are understood"));
        }

        if (AreRight("Portal:PublicAddress"))
        {
            findings.Add(ShowAddress(context.Services.GetRequiredService<IOptions<PortalOptions>>().Value));
        }

        if (AreRight("Database:", "KeyProtection:"))
        {
            findings.AddRange(await StorageChecks.RunAsync(context.Services, cancellationToken));
        }

        // Whether the servers answer is worth knowing before there is a client ID.
        if (AreRight("Bitbucket:TokenEndpoint", "Bitbucket:ApiBaseAddress"))
        {
            findings.AddRange(await UpstreamChecks.RunAsync(context.Services, cancellationToken));
        }

        return Report(context, findings);
    }

    private static Finding ShowAddress(PortalOptions portal) => Finding.Good(
        $"address: {portal.PublicAddress}; the callback to register at Bitbucket is {portal.PublicAddress!.TrimEnd('/')}/signin-bitbucket");

    private static int Report(CommandContext context, List<Finding> findings)
    {
        foreach (var finding in findings)
        {
            (finding.IsGood ? context.Output : context.Error).WriteLine($"{(finding.IsGood ? "ok  " : "FAIL")} {finding.Text}");
        }

        return findings.TrueForAll(finding => finding.IsGood) ? 0 : 1;
    }
}

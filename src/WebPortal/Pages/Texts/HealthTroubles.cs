using WebPortal.Administration;

namespace WebPortal.Pages.Texts;

/// <summary>What of a report is not well, the worst first; nothing when all is well.</summary>
internal static class HealthTroubles
{
    private const int WarnedDays = 60;
    private const int IncidentDays = 7;
    private const int MostRetrying = 5;
    private const int RetryingShare = 20;

    public static IReadOnlyList<HealthTrouble> Of(HealthReport report) =>
        [.. Severe(report).Concat(Mild(report)).OrderBy(trouble => trouble.Tone == "bad" ? 0 : 1)];

    private static IEnumerable<HealthTrouble> Severe(HealthReport report)
    {
        if (report.Client.WrongSince is not null)
        {
            yield return new("bad", "client", "Bitbucket refuses the portal’s client",
                "Bitbucket:ClientId and Bitbucket:ClientSecret do not fit together any more. Put them right; no connection is changed until then, and everything goes on by itself afterwards. Nobody needs to reconnect.");
        }

        if (report.Keys.WaitingForLost > 0)
        {
            yield return new("bad", "keys-lost", $"{Number(report.Keys.WaitingForLost)} connections were sealed with keys that are lost",
                "The table DataProtectionKeys was lost. Restore it from a backup and restart: these connections then work again. Without it their people must sign in anew.",
                "/admin/connections?state=reconnectneeded", "Show them");
        }

        if (report.Storage.PendingMigrations.Count > 0)
        {
            yield return new("bad", "migrations", $"The database lacks {report.Storage.PendingMigrations.Count} migrations",
                "Run “WebPortal migrate”, or set Database:MigrateOnStart to true and restart.");
        }

        if (!report.IsFeedFresh)
        {
            yield return new("bad", "feed", "Changes are not followed at this moment",
                "This process cannot read the audit records in time, so every request asks the database instead: slower, and as safe. It recovers by itself once the database answers in time.");
        }
    }

    private static IEnumerable<HealthTrouble> Mild(HealthReport report)
    {
        if (report.Incidents.Count > 0 && report.At - report.Incidents[0].At < TimeSpan.FromDays(IncidentDays))
        {
            yield return new("wait", "incident", "A refresh token was refused that this portal had never sent",
                "Somebody may have used a copy of it: a stolen database, or a backup that runs somewhere. A person who ends the consent at Bitbucket looks the same; ask them first.",
                "#incidents", "Look at it");
        }

        if (report.Leftovers.Count > 0)
        {
            yield return new("wait", "leftovers", "Revocations have left steps undone at Bitbucket",
                "Use is stopped here in any case. The people can end the consent at Bitbucket themselves.", "#leftovers", "Which");
        }

        if (report.DyingSoon > 0 || (!report.KeepsAlive && report.Dying > 0))
        {
            yield return new("wait", "dying", "Connections are about to die unused",
                report.KeepsAlive
                    ? "The portal renews unused connections long before; these it could not. Their people keep them by signing in."
                    : "Connections:KeepAlive is false, so nothing renews them. Set it to true, or ask their people to sign in.",
                $"/admin/connections?dies={HealthReport.DyingDays}&sort=dies", "Show them");
        }

        var retrying = report.Connections.Of("Retrying");
        if (retrying > MostRetrying && retrying > report.Connections.Living / RetryingShare)
        {
            yield return new("wait", "retrying", "Many connections are being retried",
                "Bitbucket does not answer as it should. The portal goes on trying by itself, and nobody needs to reconnect.", "/admin/connections?state=retrying", "Show them");
        }

        if (report.Keys.CertificateEndsAt - report.At < TimeSpan.FromDays(WarnedDays))
        {
            yield return new("wait", "certificate", $"The certificate of the key ring ends on {Moment.Day(report.Keys.CertificateEndsAt)}",
                "Make a new one with “WebPortal keys create”, and keep the old one under KeyProtection:PreviousCertificatePaths.");
        }
    }

    private static string Number(int count) => count > ConnectionPage.MostCounted ? $"More than {SizeText.Number(ConnectionPage.MostCounted)}" : SizeText.Number(count);
}

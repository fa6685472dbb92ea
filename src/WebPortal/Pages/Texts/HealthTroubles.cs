using WebPortal.Administration;
using WebPortal.Pages.Words;

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
            yield return new("bad", "client", HealthWords.ClientRefused,
                HealthWords.ClientRefusedText);
        }

        if (report.Keys.WaitingForLost > 0)
        {
            yield return new("bad", "keys-lost", Sentence.Text(HealthWords.KeysLost, Number(report.Keys.WaitingForLost)),
                HealthWords.KeysLostText,
                "/admin/connections?state=reconnectneeded", HealthWords.ShowThem);
        }

        if (report.Storage.PendingMigrations.Count > 0)
        {
            yield return new("bad", "migrations", Plural.Of(report.Storage.PendingMigrations.Count, HealthWords.MigrationsOne, HealthWords.MigrationsMany),
                HealthWords.MigrationsText);
        }

        if (!report.IsFeedFresh)
        {
            yield return new("bad", "feed", HealthWords.Feed,
                HealthWords.FeedText);
        }
    }

    private static IEnumerable<HealthTrouble> Mild(HealthReport report)
    {
        if (report.Incidents.Count > 0 && report.At - report.Incidents[0].At < TimeSpan.FromDays(IncidentDays))
        {
            yield return new("wait", "incident", HealthWords.Incident,
                HealthWords.IncidentText,
                "#incidents", HealthWords.LookAtIt);
        }

        if (report.Leftovers.Count > 0)
        {
            yield return new("wait", "leftovers", HealthWords.LeftoversTrouble,
                HealthWords.LeftoversText, "#leftovers", HealthWords.Which);
        }

        if (report.DyingSoon > 0 || (!report.KeepsAlive && report.Dying > 0))
        {
            yield return new("wait", "dying", HealthWords.DyingTrouble,
                report.KeepsAlive
                    ? HealthWords.DyingKept
                    : HealthWords.DyingNotKept,
                $"/admin/connections?dies={HealthReport.DyingDays}&sort=dies", HealthWords.ShowThem);
        }

        var retrying = report.Connections.Of("Retrying");
        if (retrying > MostRetrying && retrying > report.Connections.Living / RetryingShare)
        {
            yield return new("wait", "retrying", HealthWords.RetryingTrouble,
                HealthWords.RetryingText, "/admin/connections?state=retrying", HealthWords.ShowThem);
        }

        if (report.Keys.CertificateEndsAt - report.At < TimeSpan.FromDays(WarnedDays))
        {
            yield return new("wait", "certificate", Sentence.Text(HealthWords.CertificateEnds, Moment.Day(report.Keys.CertificateEndsAt)),
                HealthWords.CertificateText);
        }
    }

    private static string Number(int count) => count > ConnectionPage.MostCounted ? Sentence.Text(HealthWords.MoreThanStart, SizeText.Number(ConnectionPage.MostCounted)) : SizeText.Number(count);
}

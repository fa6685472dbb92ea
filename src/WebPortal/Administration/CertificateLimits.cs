namespace WebPortal.Administration;

/// <summary>What a revocation could not do, in sentences for people who have to answer for it.</summary>
internal static class CertificateLimits
{
    public static IEnumerable<CertificateLimit> Of(RunRow run)
    {
        if (run.Action != ConnectionOrder.Revoke)
        {
            yield return new("only-suspended", "Nothing was destroyed and nothing was changed at Bitbucket: a suspension is reversible.");
            yield break;
        }

        yield return new("no-revocation-endpoint", "Bitbucket has no revocation endpoint. An access token that was issued before stays valid at Bitbucket until its own end, whoever holds it; this portal no longer does once the sealed values are destroyed.");
        yield return run.SpendsRefreshToken
            ? new CertificateLimit("spent", "Spending a refresh token makes Bitbucket issue a new pair. It was dropped unread in memory and stored nowhere, so nobody holds it. A copy of the spent refresh token taken before dies when Bitbucket's grace of about ten minutes is over.")
            : new CertificateLimit("not-spent", "The refresh tokens were destroyed here, not spent: a copy taken before would be good at Bitbucket until three months after it was issued.");
        yield return new("keys-are-shared", "The keys that sealed the values are shared by all connections, so they cannot be destroyed for some of them. They are kept; the key ring makes a new one by itself every 90 days. A backup of the database from before together with its keys still opens what was sealed then.");
        yield return new("consent-stays", "The consent itself stays in the person's Bitbucket account until that person ends it there.");
        if (run.Failed > 0)
        {
            yield return new("not-all-spent", $"For {run.Failed} of {run.Total} connections Bitbucket could not be brought to answer, so their refresh tokens were destroyed here without being spent.", run.Failed, run.Total);
        }

        if (run.Skipped > 0)
        {
            yield return new("ended-before", $"{run.Skipped} of {run.Total} connections had ended before their turn came and were left as they were.", run.Skipped, run.Total);
        }
    }
}

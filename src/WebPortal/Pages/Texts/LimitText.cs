using WebPortal.Administration;
using WebPortal.Pages.Words;

namespace WebPortal.Pages.Texts;

/// <summary>What a revocation could not do, in the language of the page; the certificate's own sentences stay English.</summary>
internal static class LimitText
{
    public static string Of(CertificateLimit limit)
    {
        var pattern = limit.Code switch
        {
            "only-suspended" => OrdersWords.LimitOnlySuspended,
            "no-revocation-endpoint" => OrdersWords.LimitNoRevocationEndpoint,
            "spent" => OrdersWords.LimitSpent,
            "not-spent" => OrdersWords.LimitNotSpent,
            "keys-are-shared" => OrdersWords.LimitKeysAreShared,
            "consent-stays" => OrdersWords.LimitConsentStays,
            "not-all-spent" => OrdersWords.LimitNotAllSpent,
            "ended-before" => OrdersWords.LimitEndedBefore,
            _ => null,
        };
        return pattern is null ? limit.Text : Sentence.Text(pattern, SizeText.Number(limit.Count), SizeText.Number(limit.Of));
    }
}

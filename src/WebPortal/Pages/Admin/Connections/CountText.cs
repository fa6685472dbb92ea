using WebPortal.Administration;
using WebPortal.Pages.Texts;
using WebPortal.Pages.Words;

namespace WebPortal.Pages.Admin.Connections;

/// <summary>How many connections were found; beyond what is counted it says so.</summary>
internal static class CountText
{
    public static string Of(ConnectionPage found) => found.HasMoreThanCounted
        ? Sentence.Text(ConnectionsWords.MoreThan, SizeText.Number(ConnectionPage.MostCounted))
        : ChangeText.Connections(found.Count);
}

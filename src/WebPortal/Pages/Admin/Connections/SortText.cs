using WebPortal.Administration;
using WebPortal.Pages.Words;

namespace WebPortal.Pages.Admin.Connections;

/// <summary>Words for the orders of connections.</summary>
internal static class SortText
{
    public static string Of(string field) =>
        field == ConnectionSort.Person ? AdminWords.Person
        : field == ConnectionSort.Used ? ConnectionsWords.LastUsed
        : field == ConnectionSort.Dies ? ConnectionsWords.NextDeath
        : ConnectionsWords.Connected;
}

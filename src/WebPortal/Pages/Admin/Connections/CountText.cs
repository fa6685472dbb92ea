using WebPortal.Administration;
using WebPortal.Pages.Texts;

namespace WebPortal.Pages.Admin.Connections;

/// <summary>How many connections were found; beyond what is counted it says so.</summary>
internal static class CountText
{
    public static string Of(ConnectionPage found) => found.HasMoreThanCounted
        ? $"More than {SizeText.Number(ConnectionPage.MostCounted)} connections"
        : SizeText.Count(found.Count, "connection", "connections");
}

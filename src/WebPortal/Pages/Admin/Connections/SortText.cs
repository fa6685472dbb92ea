using WebPortal.Administration;

namespace WebPortal.Pages.Admin.Connections;

/// <summary>Words for the orders of connections.</summary>
internal static class SortText
{
    public static string Of(string field) =>
        field == ConnectionSort.Person ? "Person"
        : field == ConnectionSort.Used ? "Last used"
        : field == ConnectionSort.Dies ? "Next death"
        : "Connected";
}

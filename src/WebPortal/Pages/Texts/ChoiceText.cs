using WebPortal.Administration;
using WebPortal.Pages.Words;

namespace WebPortal.Pages.Texts;

/// <summary>Which connections an order means, in the language of the page; what a run records of it stays English.</summary>
internal static class ChoiceText
{
    public static string Of(ConnectionChoice choice)
    {
        if (choice.Filter is not { } filter)
        {
            return choice.Ids is [var only] ? Sentence.Text(OrdersWords.ChoiceOne, only) : Sentence.Text(OrdersWords.ChoiceMany, SizeText.Number(choice.Ids!.Count));
        }

        string?[] parts =
        [
            Part(OrdersWords.ChoicePerson, filter.Person),
            Part(OrdersWords.ChoiceWorkspace, filter.Workspace),
            Part(OrdersWords.ChoiceKind, filter.Kind is null ? null : ConnectionText.Kind(filter.Kind)),
            Part(OrdersWords.ChoiceState, filter.State is null ? null : StateText.Of(filter.State).Label),
            Part(OrdersWords.ChoiceScope, filter.Scope),
            Part(OrdersWords.ChoiceConnected, filter.ConnectedDaysAgo),
            Part(OrdersWords.ChoiceUnused, filter.UnusedDays),
            Part(OrdersWords.ChoiceDies, filter.DiesWithinDays),
        ];
        var said = string.Join(", ", parts.OfType<string>());
        return said.Length == 0 ? OrdersWords.ChoiceAll : said;
    }

    private static string? Part(string pattern, object? value) => value is null or "" ? null : Sentence.Text(pattern, value);
}

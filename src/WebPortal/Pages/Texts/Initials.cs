using System.Globalization;

namespace WebPortal.Pages.Texts;

/// <summary>A person's or a language's own mark: up to two letters and one of a few colours, so that no picture has to be fetched.</summary>
internal static class Initials
{
    private const int Hues = 8;

    public static string Of(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(FirstLetter).OfType<string>().ToArray();
        return words switch
        {
            [] => "?",
            [var only] => only,
            [var first, .., var last] => first + last,
        };
    }

    /// <summary>The same for the same name, here and after a restart.</summary>
    public static string Hue(string name) => $"hue-{name.Aggregate(7u, (sum, letter) => (sum * 31) + letter) % Hues}";

    private static string? FirstLetter(string word)
    {
        var first = StringInfo.GetNextTextElement(word);
        return char.IsLetterOrDigit(first, 0) ? first.ToUpperInvariant() : null;
    }
}

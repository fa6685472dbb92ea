namespace WebPortal.Pages.Texts;

/// <summary>Chooses between the words for one and the words for many; both have the number as their first place.</summary>
/// <remarks>English and German differ only for one. A language with more forms needs its rule here.</remarks>
internal static class Plural
{
    public static string Of(int number, string one, string many) => Sentence.Text(number == 1 ? one : many, SizeText.Number(number));
}

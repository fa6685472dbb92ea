namespace WebPortal.Repositories.Finding;

/// <summary>The order of hits: exact name, start of the name, start of a word, within a word, one mistake, two; then name, slug, surroundings, description.</summary>
internal static class MatchRank
{
    public const byte None = byte.MaxValue;

    private const int Fields = 4;

    public static byte Of(WordMatch match, WordPlace place)
    {
        var isStart = place <= WordPlace.SlugStart;
        var kind = match switch
        {
            WordMatch.Same when place <= WordPlace.WholeSlug => 0,
            WordMatch.Same or WordMatch.Start => isStart ? 1 : 2,
            WordMatch.Within => 3,
            WordMatch.OneOff => 4,
            _ => 5,
        };
        return (byte)((((kind * Fields) + FieldOf(place)) * 2) + (match == WordMatch.Same ? 0 : 1));
    }

    private static int FieldOf(WordPlace place) => place switch
    {
        WordPlace.WholeName or WordPlace.NameStart or WordPlace.Name => 0,
        WordPlace.WholeSlug or WordPlace.SlugStart or WordPlace.Slug => 1,
        WordPlace.Around => 2,
        _ => 3,
    };
}

using System.Numerics;

namespace WebPortal.Repositories.Finding;

/// <summary>Every word that stands in the repositories, once, with the places where it stands. A search looks through the words, never through the repositories.</summary>
/// <remarks>
/// The words stand in one text, so that one vectorised search finds all that hold what was asked for. For each word its places follow one another as differences in a few
/// bytes: the number of the repository, then three bits for a <see cref="WordPlace"/>.
/// </remarks>
/// <param name="text">The words, a line break before and after each.</param>
/// <param name="starts">Where in the text each word begins, and the end.</param>
/// <param name="letters">Of each word; see <see cref="NearWord.Letters"/>.</param>
/// <param name="places">Of all words.</param>
/// <param name="placeStarts">Where in the places those of each word begin, and the end.</param>
internal sealed class WordIndex(string text, int[] starts, uint[] letters, byte[] places, int[] placeStarts)
{
    public const int PlaceBits = 3;

    /// <summary>Of the memory that this takes.</summary>
    public long Bytes => (2L * text.Length) + (4L * (starts.Length + letters.Length + placeStarts.Length)) + places.Length;

    /// <summary>Ranks every repository that holds the part somewhere. All of them are found, without exception.</summary>
    public void RankHolders(string part, Span<byte> ranks)
    {
        var at = 1;
        while (at < text.Length && text.AsSpan(at).IndexOf(part, StringComparison.Ordinal) is >= 0 and var found)
        {
            var word = WordAt(at + found);
            var isStart = starts[word] == at + found;
            RankPlaces(word, !isStart ? WordMatch.Within : LengthOf(word) == part.Length ? WordMatch.Same : WordMatch.Start, ranks);
            at = starts[word + 1];
        }
    }

    /// <summary>Ranks every repository with a word that is the part but for a typing mistake or two.</summary>
    public void RankNear(string part, Span<byte> ranks)
    {
        var most = NearWord.Allowed(part.Length);
        if (most == 0)
        {
            return;
        }

        var wanted = NearWord.Letters(part);
        for (var word = 0; word < letters.Length; word++)
        {
            if (Math.Abs(LengthOf(word) - part.Length) <= most
                && BitOperations.PopCount(letters[word] & ~wanted) <= most && BitOperations.PopCount(wanted & ~letters[word]) <= most)
            {
                var distance = NearWord.Distance(part, text.AsSpan(starts[word], LengthOf(word)), most);
                if (distance > 0 && distance <= most)
                {
                    RankPlaces(word, distance == 1 ? WordMatch.OneOff : WordMatch.TwoOff, ranks);
                }
            }
        }
    }

    private int WordAt(int position)
    {
        var found = Array.BinarySearch(starts, position);
        return found >= 0 ? found : ~found - 1;
    }

    private int LengthOf(int word) => starts[word + 1] - starts[word] - 1;

    private void RankPlaces(int word, WordMatch match, Span<byte> ranks)
    {
        Span<byte> byPlace = stackalloc byte[1 << PlaceBits];
        for (var place = 0; place < byPlace.Length; place++)
        {
            byPlace[place] = MatchRank.Of(match, (WordPlace)place);
        }

        var value = 0;
        var end = placeStarts[word + 1];
        for (var at = placeStarts[word]; at < end;)
        {
            var (difference, shift) = (0, 0);
            byte next;
            do
            {
                next = places[at++];
                difference |= (next & 127) << shift;
                shift += 7;
            }
            while (next > 127);

            value += difference;
            ref var rank = ref ranks[value >> PlaceBits];
            rank = Math.Min(rank, byPlace[value & ((1 << PlaceBits) - 1)]);
        }
    }
}

using System.Runtime.InteropServices;
using System.Text;

namespace WebPortal.Repositories.Finding;

/// <summary>Makes a <see cref="WordIndex"/>, repository by repository in their order.</summary>
internal sealed class WordIndexMaker
{
    private readonly Dictionary<string, List<int>> words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> folded = new(StringComparer.Ordinal);

    public static WordIndex Make(IReadOnlyList<RepositoryItem> items)
    {
        var maker = new WordIndexMaker();
        for (var number = 0; number < items.Count; number++)
        {
            maker.Add(number, items[number]);
        }

        return maker.Finish();
    }

    private void Add(int number, RepositoryItem item)
    {
        Add(number, FoldedText.Fold(item.Name), WordPlace.WholeName, WordPlace.NameStart, WordPlace.Name);
        Add(number, FoldedText.Fold(item.Slug), WordPlace.WholeSlug, WordPlace.SlugStart, WordPlace.Slug);
        foreach (var text in (ReadOnlySpan<string?>)[item.WorkspaceSlug, item.WorkspaceName, item.ProjectKey, item.ProjectName, item.Language])
        {
            Add(number, FoldOnce(text), WordPlace.Around, WordPlace.Around, WordPlace.Around);
        }

        Add(number, item.Description is { } description ? FoldedText.Fold(description) : "", WordPlace.Description, WordPlace.Description, WordPlace.Description);
    }

    private void Add(int number, string text, WordPlace whole, WordPlace start, WordPlace within)
    {
        var lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var (at, length) in TextParts.Of(text))
        {
            var place = at > 0 ? within : length == text.Length ? whole : start;
            ref var places = ref CollectionsMarshal.GetValueRefOrAddDefault(lookup, text.AsSpan(at, length), out _);
            places ??= [];
            var value = (number << WordIndex.PlaceBits) | (int)place;
            if (places.Count == 0 || places[^1] >> WordIndex.PlaceBits != number)
            {
                places.Add(value);
            }
            else if (value < places[^1])
            {
                places[^1] = value;
            }
        }
    }

    private string FoldOnce(string? text)
    {
        if (text is null)
        {
            return "";
        }

        return folded.TryGetValue(text, out var known) ? known : folded[text] = FoldedText.Fold(text);
    }

    private WordIndex Finish()
    {
        var text = new StringBuilder("\n");
        var starts = new int[words.Count + 1];
        var letters = new uint[words.Count];
        var placeStarts = new int[words.Count + 1];
        var bytes = new MemoryStream();
        foreach (var (index, (word, places)) in words.Index())
        {
            starts[index] = text.Length;
            letters[index] = NearWord.Letters(word);
            placeStarts[index] = (int)bytes.Length;
            text.Append(word).Append('\n');
            Write(bytes, places);
        }

        starts[^1] = text.Length;
        placeStarts[^1] = (int)bytes.Length;
        return new WordIndex(text.ToString(), starts, letters, bytes.ToArray(), placeStarts);
    }

    private static void Write(MemoryStream bytes, List<int> places)
    {
        var last = 0;
        foreach (var place in places)
        {
            var difference = place - last;
            last = place;
            for (; difference > 127; difference >>= 7)
            {
                bytes.WriteByte((byte)(difference | 128));
            }

            bytes.WriteByte((byte)difference);
        }
    }
}

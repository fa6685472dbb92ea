using System.Runtime.InteropServices;

namespace WebPortal.Repositories.Finding;

/// <summary>One property of all repositories as numbers: equal but for case means the same number.</summary>
internal sealed class ValueColumn
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.OrdinalIgnoreCase);

    public ValueColumn(RepositoryItem[] items, Func<RepositoryItem, string?> read)
    {
        var examples = new List<RepositoryItem>();
        Numbers = new int[items.Length];
        for (var index = 0; index < items.Length; index++)
        {
            if (read(items[index]) is not { } value)
            {
                Numbers[index] = -1;
                continue;
            }

            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, value, out var isKnown);
            if (!isKnown)
            {
                number = examples.Count;
                examples.Add(items[index]);
            }

            Numbers[index] = number;
        }

        Examples = [.. examples];
    }

    /// <summary>For each repository; -1 where it has none.</summary>
    public int[] Numbers { get; }

    /// <summary>For each value the first repository that has it.</summary>
    public RepositoryItem[] Examples { get; }

    /// <returns>-1 when nothing is asked for, -2 when no repository has the value.</returns>
    public int NumberOf(string? value) => value is null ? -1 : numbers.GetValueOrDefault(value, -2);
}

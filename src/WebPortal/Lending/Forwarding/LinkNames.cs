namespace WebPortal.Lending.Forwarding;

/// <summary>Walks over the names of link members in a piece of JSON, in order. Each name is searched for once, however many pieces lie between.</summary>
internal ref struct LinkNames()
{
    private const int NotSearched = -2;

    private const int NoMore = int.MaxValue;

    private int href = NotSearched;
    private int next = NotSearched;
    private int previous = NotSearched;
    private int from;

    /// <summary>Of the name found last, quotes included.</summary>
    public int Length { get; private set; }

    /// <summary>The name found last leads to another page of the same list.</summary>
    public bool IsPaging { get; private set; }

    /// <returns>Where the next name begins with its quote; below zero at the end.</returns>
    public int Next(ReadOnlySpan<byte> input)
    {
        Search(ref href, input, "\"href\""u8);
        Search(ref next, input, "\"next\""u8);
        Search(ref previous, input, "\"previous\""u8);
        var at = Math.Min(href, Math.Min(next, previous));
        if (at == NoMore)
        {
            return -1;
        }

        IsPaging = at != href;
        Length = at == previous ? "\"previous\"".Length : "\"href\"".Length;
        from = at + Length;
        return at;
    }

    /// <summary>Whatever stands before is not looked at.</summary>
    public void SkipTo(int position) => from = position;

    private readonly void Search(ref int found, ReadOnlySpan<byte> input, ReadOnlySpan<byte> name)
    {
        if (found == NoMore || found >= from)
        {
            return;
        }

        var step = input[from..].IndexOf(name);
        found = step < 0 ? NoMore : from + step;
    }
}

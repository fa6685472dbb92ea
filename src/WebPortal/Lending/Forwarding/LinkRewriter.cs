namespace WebPortal.Lending.Forwarding;

/// <summary>Finds the links in a JSON text that passes by in pieces, and nothing but the links; everything else leaves as it came, byte for byte.</summary>
/// <remarks>
/// A link is the string value of a member named <c>href</c>, <c>next</c> or <c>previous</c>. No parser is needed to tell it from the same words
/// inside a text: there every quote stands behind a backslash, so that a quote, the name, a quote and a colon without one are a member's name.
/// </remarks>
internal sealed class LinkRewriter(LinkTargets targets)
{
    /// <summary>A member that is longer than this together with its value is no link of Bitbucket's.</summary>
    public const int LongestMember = 12 * 1024;

    private const int LongestName = 10;

    private byte before;

    /// <summary>Passes on as much as can be judged.</summary>
    /// <param name="isLast">Nothing follows.</param>
    /// <returns>How many bytes were taken; the rest belongs in front of the next piece.</returns>
    public int Rewrite(ReadOnlySpan<byte> input, bool isLast, PooledBytes output)
    {
        var names = new LinkNames();
        var copied = 0;
        var end = isLast ? input.Length : Math.Max(0, input.Length - LongestName);
        while (names.Next(input) is var at and >= 0 && at < end)
        {
            if ((at == 0 ? before : input[at - 1]) == '\\')
            {
                continue;
            }

            var (from, to) = FindValue(input, at + names.Length);
            if (to == Unknown)
            {
                if (isLast)
                {
                    break;
                }

                end = at;
                break;
            }

            if (to == None)
            {
                continue;
            }

            output.Add(input[copied..from]);
            copied = from;
            if (targets.TryWrite(input[(from + 1)..(to - 1)], names.IsPaging, output))
            {
                copied = to;
            }

            names.SkipTo(to);
        }

        end = Math.Max(end, copied);
        output.Add(input[copied..end]);
        before = end > 0 ? input[end - 1] : before;
        return end;
    }

    private const int Unknown = -2;

    private const int None = -1;

    /// <returns>Where the value begins and ends, quotes included; <see cref="None"/> when it is no string, <see cref="Unknown"/> when more has to be seen.</returns>
    private static (int From, int To) FindValue(ReadOnlySpan<byte> input, int at)
    {
        at = SkipSpace(input, at);
        if (at == input.Length)
        {
            return (at, Unknown);
        }

        if (input[at] != ':')
        {
            return (at, None);
        }

        at = SkipSpace(input, at + 1);
        if (at == input.Length)
        {
            return (at, Unknown);
        }

        return input[at] == '"' ? (at, FindEnd(input, at + 1)) : (at, None);
    }

    private static int SkipSpace(ReadOnlySpan<byte> input, int at)
    {
        while (at < input.Length && input[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }

        return at;
    }

    private static int FindEnd(ReadOnlySpan<byte> input, int at)
    {
        while (at < input.Length)
        {
            var step = input[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (step < 0)
            {
                return Unknown;
            }

            at += step;
            if (input[at] == '"')
            {
                return at + 1;
            }

            at += 2;
        }

        return Unknown;
    }
}

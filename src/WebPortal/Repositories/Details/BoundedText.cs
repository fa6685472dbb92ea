using System.Text;

namespace WebPortal.Repositories.Details;

/// <summary>Takes text up to a limit and then refuses, so that a small source cannot grow without end.</summary>
internal sealed class BoundedText(int longest) : TextWriter
{
    private readonly StringBuilder text = new();

    public override Encoding Encoding => Encoding.Unicode;

    public override void Write(char value)
    {
        Demand(1);
        text.Append(value);
    }

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        Demand(buffer.Length);
        text.Append(buffer);
    }

    public override string ToString() => text.ToString();

    private void Demand(int more)
    {
        if (text.Length + more > longest)
        {
            throw new InvalidDataException("The rendered text is too long.");
        }
    }
}

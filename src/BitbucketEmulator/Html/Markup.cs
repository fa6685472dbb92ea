using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace BitbucketEmulator.Html;

/// <summary>HTML that is safe to send. It is made from an interpolated text in which every value is encoded, except other markup.</summary>
internal readonly record struct Markup(string Text)
{
    public static readonly Markup None = new("");

    public static Markup Of(MarkupBuilder builder) => new(builder.Text);

    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(part => part.Text)));

    public override string ToString() => Text;
}

/// <summary>Encodes what the compiler hands it while it builds an interpolated text.</summary>
[InterpolatedStringHandler]
internal readonly ref struct MarkupBuilder(int literalLength, int formattedCount)
{
    private readonly StringBuilder html = new(literalLength + (formattedCount * 16));

    public string Text => html.ToString();

    public void AppendLiteral(string literal) => html.Append(literal);

    public void AppendFormatted(Markup markup) => html.Append(markup.Text);

    public void AppendFormatted<T>(T value) => html.Append(HtmlEncoder.Default.Encode(value?.ToString() ?? ""));
}

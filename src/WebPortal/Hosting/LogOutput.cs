using System.Globalization;
using System.Text;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace WebPortal.Hosting;

/// <summary>The one place where log events leave the process: filtered, scrubbed and free of characters that forge lines.</summary>
internal sealed class LogOutput(ITextFormatter formatter, TextWriter writer) : ILogEventSink
{
    private readonly Lock _gate = new();

    public void Emit(LogEvent logEvent)
    {
        if (LogPrivacy.Withholds(logEvent))
        {
            return;
        }

        var rendered = new StringWriter(CultureInfo.InvariantCulture);
        formatter.Format(LogPrivacy.Scrub(logEvent), rendered);
        var line = Escape(rendered.GetStringBuilder());
        lock (_gate)
        {
            writer.Write(line);
            writer.Flush();
        }
    }

    /// <summary>Terminals and log readers act on these characters; the JSON escape is right in both output forms.</summary>
    private static StringBuilder Escape(StringBuilder rendered)
    {
        var escaped = new StringBuilder(rendered.Length);
        foreach (var chunk in rendered.GetChunks())
        {
            foreach (var character in chunk.Span)
            {
                if (IsUnsafe(character))
                {
                    escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
                }
                else
                {
                    escaped.Append(character);
                }
            }
        }

        return escaped;
    }

    private static bool IsUnsafe(char character) =>
        (char.IsControl(character) && character != '\n')
        || character is (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\ufeff';
}

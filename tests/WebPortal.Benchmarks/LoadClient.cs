using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WebPortal.Benchmarks;

/// <summary>Sends one request again and again over a few kept connections, with as little work per answer as can be: it shares the machine with the server.</summary>
internal static class LoadClient
{
    private static ReadOnlySpan<byte> HeaderEnd => "\r\n\r\n"u8;

    private static ReadOnlySpan<byte> LengthHeader => "\r\nContent-Length: "u8;

    /// <returns>Answers received, and the time it took. Anything but status 200 with a length throws.</returns>
    public static async Task<(long Answers, TimeSpan Elapsed)> RunAsync(int port, string request, int connections, TimeSpan duration)
    {
        var bytes = Encoding.ASCII.GetBytes(request);
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => SendAsync(port, bytes, clock, duration))));
        return (counts.Sum(), clock.Elapsed);
    }

    private const int InPieces = int.MaxValue;

    private static ReadOnlySpan<byte> LastPiece => "\r\n0\r\n\r\n"u8;

    private static async Task<long> SendAsync(int port, byte[] request, Stopwatch clock, TimeSpan duration)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        var buffer = new byte[64 * 1024];
        long answers = 0;
        while (clock.Elapsed < duration)
        {
            await socket.SendAsync(request);
            await ReceiveAsync(socket, buffer);
            answers++;
        }

        return answers;
    }

    private static async Task ReceiveAsync(Socket socket, byte[] buffer)
    {
        var (read, kept) = (0, 0);
        int? expected = null;
        while (expected is null || read < expected)
        {
            // A body larger than the buffer is counted and thrown away, except for the few bytes by which one in pieces tells its end.
            if (expected is not null && kept > LastPiece.Length)
            {
                buffer.AsSpan(kept - LastPiece.Length, LastPiece.Length).CopyTo(buffer);
                kept = LastPiece.Length;
            }

            var received = await socket.ReceiveAsync(buffer.AsMemory(kept));
            if (received == 0)
            {
                throw new IOException("The server closed the connection.");
            }

            (read, kept) = (read + received, kept + received);
            expected ??= AnswerLength(buffer.AsSpan(0, kept));
            if (expected == InPieces && buffer.AsSpan(0, kept).EndsWith(LastPiece))
            {
                return;
            }
        }
    }

    private static int? AnswerLength(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf(HeaderEnd);
        if (end < 0)
        {
            return null;
        }

        var headers = answer[..end];
        var length = headers.IndexOf(LengthHeader);
        if (answer.StartsWith("HTTP/1.1 200 "u8) && headers.IndexOf("\r\nTransfer-Encoding: chunked"u8) > 0)
        {
            return InPieces;
        }

        if (!answer.StartsWith("HTTP/1.1 200 "u8) || length < 0)
        {
            throw new InvalidDataException(Encoding.ASCII.GetString(headers));
        }

        var digits = headers[(length + LengthHeader.Length)..];
        var stop = digits.IndexOf((byte)'\r');
        return end + HeaderEnd.Length + int.Parse(stop < 0 ? digits : digits[..stop], CultureInfo.InvariantCulture);
    }
}

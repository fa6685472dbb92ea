using System.Buffers;

namespace WebPortal.Lending.Forwarding;

/// <summary>An answer's body whose links are changed while it is read. Holds a piece of it at a time, whatever its length.</summary>
internal sealed class LinkRewritingStream(Stream inner, LinkTargets targets) : Stream
{
    private const int PieceSize = 2 * LinkRewriter.LongestMember;

    private readonly LinkRewriter rewriter = new(targets);
    private readonly PooledBytes output = new();
    private byte[] piece = ArrayPool<byte>.Shared.Rent(PieceSize);
    private int filled;
    private bool isAtEnd;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (output.IsEmpty && !isAtEnd)
        {
            var read = await inner.ReadAsync(piece.AsMemory(filled), cancellationToken);
            filled += read;
            isAtEnd = read == 0;
            var taken = rewriter.Rewrite(piece.AsSpan(0, filled), isAtEnd, output);
            if (taken == 0 && filled == piece.Length)
            {
                // Neither passed on unchanged, since it may lead a caller elsewhere with its token, nor kept without bound.
                throw new InvalidDataException("A link in the answer is too long.");
            }

            filled -= taken;
            piece.AsSpan(taken, filled).CopyTo(piece);
        }

        return output.MoveTo(buffer.Span);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Bodies are read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && piece.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(piece);
            piece = [];
            output.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}

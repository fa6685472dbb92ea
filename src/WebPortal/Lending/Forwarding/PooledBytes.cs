using System.Buffers;

namespace WebPortal.Lending.Forwarding;

/// <summary>Bytes waiting to be read on, in an array that is lent and given back.</summary>
internal sealed class PooledBytes : IDisposable
{
    private const int FirstSize = 32 * 1024;

    private byte[] array = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int start;
    private int end;

    public bool IsEmpty => start == end;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (array.Length - end < bytes.Length)
        {
            Grow(end + bytes.Length);
        }

        bytes.CopyTo(array.AsSpan(end));
        end += bytes.Length;
    }

    public int MoveTo(Span<byte> destination)
    {
        var count = Math.Min(destination.Length, end - start);
        array.AsSpan(start, count).CopyTo(destination);
        start += count;
        if (start == end)
        {
            start = end = 0;
        }

        return count;
    }

    public void Dispose()
    {
        if (array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(array);
        }

        array = [];
        start = end = 0;
    }

    private void Grow(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(size, array.Length * 2));
        array.AsSpan(0, end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(array);
        array = larger;
    }
}

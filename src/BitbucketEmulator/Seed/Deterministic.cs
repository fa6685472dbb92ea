using System.Buffers.Binary;

namespace BitbucketEmulator.Seed;

/// <summary>Numbers and identifiers that follow from a text alone, so that two starts invent the same company.</summary>
internal static class Deterministic
{
    public static ulong Number(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in text)
            hash = (hash ^ character) * 1099511628211UL;
        return Mix(hash);
    }

    public static ulong Number(ulong first, ulong second) => Mix(first ^ Mix(second));

    public static int Below(ulong number, int limit) => (int)(number % (ulong)limit);

    public static Guid Identifier(string text)
    {
        Span<byte> bytes = stackalloc byte[16];
        var first = Number(text);
        BinaryPrimitives.WriteUInt64BigEndian(bytes, first);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Mix(first + 1));
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}

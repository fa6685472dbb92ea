using System.Buffers.Binary;

namespace BitbucketEmulator.Seed;

/// <summary>A repository's description. Its commits, files and pull requests follow from <see cref="Number"/> and are made on demand.</summary>
internal sealed class Repository
{
    private const uint OrdinalMask = 0x9E3779B9;

    public Repository(Workspace workspace, string slug)
    {
        Workspace = workspace;
        Slug = slug;
        Number = Deterministic.Number($"repository:{workspace.Slug}/{slug}");
        BracedUuid = $"{{{Identifier(workspace.Ordinal, $"repository:{workspace.Slug}/{slug}")}}}";
        FullName = $"{workspace.Slug}/{slug}";
    }

    public Workspace Workspace { get; }

    public string Slug { get; }

    public string FullName { get; }

    public string BracedUuid { get; }

    public ulong Number { get; }

    public required string Name { get; init; }

    public required Project Project { get; init; }

    public string Description { get; init; } = "";

    public string? Website { get; init; }

    public string Language { get; init; } = "";

    public bool IsPrivate { get; init; } = true;

    /// <summary>Invisible to every member who is not an owner of the workspace.</summary>
    public bool OwnersOnly { get; init; }

    public bool IsEmpty { get; init; }

    public long Size { get; init; }

    public required DateTimeOffset CreatedOn { get; init; }

    public required DateTimeOffset UpdatedOn { get; init; }

    public string MainBranch => Number % 3 == 0 ? "master" : "main";

    /// <summary>The serialised object, kept by the API for the repositories asked for first.</summary>
    public object? Serialized { get; set; }

    public static int? OrdinalOf(string bracedUuid) =>
        Guid.TryParseExact(bracedUuid, "B", out var uuid)
            ? (int)(BinaryPrimitives.ReadUInt32BigEndian(uuid.ToByteArray(bigEndian: true)) ^ OrdinalMask)
            : null;

    private static Guid Identifier(int ordinal, string text)
    {
        var bytes = Deterministic.Identifier(text).ToByteArray(bigEndian: true);
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)ordinal ^ OrdinalMask);
        return new Guid(bytes, bigEndian: true);
    }
}

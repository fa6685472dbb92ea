using BitbucketEmulator.Seed;

namespace BitbucketEmulator.Content;

/// <summary>One commit of an invented history; <see cref="Index"/> 0 is the newest.</summary>
internal sealed record Commit(Repository Repository, int Index, string Hash, string? ParentHash, string Message, Person Author, DateTimeOffset Date);

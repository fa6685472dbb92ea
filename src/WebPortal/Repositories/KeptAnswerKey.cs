namespace WebPortal.Repositories;

/// <summary>What decides the bytes of an answer besides the snapshot: the address in all its parts, as it was asked for, and the form.</summary>
internal readonly record struct KeptAnswerKey(string Scheme, string Host, string PathStart, string Path, string Query, bool IsCompressed);

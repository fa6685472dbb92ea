namespace BitbucketEmulator.Queries;

/// <summary>A <c>q</c> or <c>sort</c> that cannot be understood; the caller gets 400 with this message.</summary>
internal sealed class QueryException(string message) : Exception(message);

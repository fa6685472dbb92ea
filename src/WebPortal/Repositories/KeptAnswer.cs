namespace WebPortal.Repositories;

/// <summary>One answer as it is sent.</summary>
/// <param name="Terms">What whoever keeps it wants to know before it is sent again; null when the key says everything.</param>
internal sealed record KeptAnswer(byte[] Body, object? Terms = null);

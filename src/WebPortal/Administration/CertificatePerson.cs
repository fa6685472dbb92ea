namespace WebPortal.Administration;

/// <summary>Somebody whom a certificate names: by the id that never changes, and by name for readers.</summary>
internal sealed record CertificatePerson(string Name, string BitbucketUuid);

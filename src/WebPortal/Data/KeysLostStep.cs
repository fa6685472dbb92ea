namespace WebPortal.Data;

/// <summary>What is to be done, before any new key is made, when the key ring is empty although credentials are sealed.</summary>
internal delegate Task KeysLostStep(int sealedCredentials, CancellationToken cancellationToken);

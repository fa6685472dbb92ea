namespace WebPortal.Authentication;

/// <summary>Under what a session is found: the hash of its handle, which is all that is kept of the handle.</summary>
internal sealed class SessionKey(string handle)
{
    public byte[] Hash { get; } = SessionHandle.Hash(handle);

    public string Text => field ??= Convert.ToBase64String(Hash);
}

namespace WebPortal.Data;

/// <summary>What an administrator orders.</summary>
internal enum RevocationAction
{
    Suspend,
    Resume,
    Revoke,
}

namespace WebPortal.Authentication;

/// <summary>Names of roles and of the policies that need them.</summary>
internal static class PortalPolicies
{
    public const string Administrator = "Administrator";

    public const string Auditor = "Auditor";

    /// <summary>May read what concerns everybody: administrators and auditors.</summary>
    public const string ReadAdministration = "ReadAdministration";

    /// <summary>May change what concerns everybody: administrators.</summary>
    public const string Administer = "Administer";
}

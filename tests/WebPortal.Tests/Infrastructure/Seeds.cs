namespace WebPortal.Tests.Infrastructure;

/// <summary>The emulator's people by the part they play in the portal's tests.</summary>
internal static class Seeds
{
    /// <summary>In four workspaces, one of which fails.</summary>
    public const string Person = "amelia";

    public const string Stranger = "bogdan";

    public const string Administrator = "liora";

    public const string Auditor = "greta";

    /// <summary>Repositories that the person sees in the three workspaces that answer.</summary>
    public const int Northlight = 1240;
}

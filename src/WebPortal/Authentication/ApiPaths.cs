namespace WebPortal.Authentication;

/// <summary>Addresses that answer programs: they never redirect.</summary>
internal static class ApiPaths
{
    public static bool Includes(PathString path) => path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
}

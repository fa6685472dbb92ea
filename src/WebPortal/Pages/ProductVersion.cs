using System.Reflection;

namespace WebPortal.Pages;

/// <summary>The version that stands at the foot of every page.</summary>
internal static class ProductVersion
{
    /// <summary>Without the build's commit, which is nobody's business.</summary>
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
}

using System.Net.NetworkInformation;

namespace Demo;

/// <summary>Finds a port that is taken before anything is started, and says with which flag to choose another.</summary>
internal static class PortCheck
{
    /// <returns>Null when all are free.</returns>
    public static string? Complain(DemoOptions options)
    {
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(listener => listener.Port).ToHashSet();
        (int Port, string Flag)[] wanted =
            [(options.PortalPort, "--portal-port"), (options.EmulatorPort, "--emulator-port"), (options.EmulatorPort + 1, "--emulator-port")];
        var (port, flag) = wanted.FirstOrDefault(pair => taken.Contains(pair.Port));
        return flag is null ? null : $"Port {port} is in use by another program. Choose another with {flag}.";
    }
}

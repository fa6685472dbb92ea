using System.Globalization;
using BitbucketEmulator.Hosting;

namespace Demo;

/// <summary>What the command line of the demo says.</summary>
internal sealed record DemoOptions(int PortalPort, int EmulatorPort, string? DataDirectory)
{
    private const string Usage = """
        Usage: dotnet run --project src/Demo [--portal-port 5080] [--emulator-port 7990] [--data DIR]

          --portal-port    the portal listens on http://localhost:PORT
          --emulator-port  the emulated Bitbucket listens on this port, its API on the next one
          --data           keep database and keys in this folder; without it they are thrown away at the end
        """;

    public string PortalAddress => $"http://localhost:{PortalPort}";

    /// <returns>Null when something is wrong or help is wanted; the complaint then says what.</returns>
    public static DemoOptions? Read(string[] args, out string complaint)
    {
        complaint = Usage;
        var options = new DemoOptions(5080, 7990, null);
        for (var index = 0; index < args.Length; index += 2)
        {
            var value = index + 1 < args.Length ? args[index + 1] : "";
            var next = (args[index], ReadPort(value)) switch
            {
                ("--portal-port", { } port) => options with { PortalPort = port },
                ("--emulator-port", { } port) => options with { EmulatorPort = port },
                ("--data", _) when value.Length > 0 => options with { DataDirectory = value },
                _ => null,
            };
            if (next is null)
            {
                complaint = $"{args[index]} {value}".Trim() + $" is not understood.{Environment.NewLine}{Environment.NewLine}{Usage}";
                complaint = AsksForHelp(args) ? Usage : complaint;
                return null;
            }

            options = next;
        }

        return options;
    }

    public static bool AsksForHelp(string[] args) => args.Any(arg => arg is "--help" or "-h" or "-?");

    public EmulatorOptions ToEmulator() => new()
    {
        WebAddress = $"http://127.0.0.1:{EmulatorPort}",
        ApiAddress = $"http://127.0.0.1:{EmulatorPort + 1}",
        Clients =
        [
            new ClientOptions { ClientId = "demo-client", ClientSecret = "demo-secret", CallbackAddress = $"{PortalAddress}/signin-bitbucket" },
        ],
    };

    private static int? ReadPort(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65535 ? port : null;
}

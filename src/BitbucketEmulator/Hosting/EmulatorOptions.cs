namespace BitbucketEmulator.Hosting;

/// <summary>The settings under <c>Emulator</c>: addresses, clients and the size of the invented company.</summary>
internal sealed class EmulatorOptions
{
    public const string SectionName = "Emulator";

    public string WebAddress { get; set; } = "http://127.0.0.1:7990";

    public string ApiAddress { get; set; } = "http://127.0.0.1:7991";

    /// <summary>What browsers use when that differs from <see cref="WebAddress"/>, for example behind a container's port mapping.</summary>
    public string? PublicWebAddress { get; set; }

    /// <summary>What API callers use when that differs from <see cref="ApiAddress"/>; every link and <c>next</c> is built on it.</summary>
    public string? PublicApiAddress { get; set; }

    public List<ClientOptions> Clients { get; set; } = [];

    public ScaleOptions Scale { get; set; } = new();

    /// <summary>How many requests the journal remembers before it drops the oldest.</summary>
    public int JournalLength { get; set; } = 20_000;

    /// <summary>Two random ports, for tests that run side by side.</summary>
    public static EmulatorOptions OnRandomPorts() =>
        new() { WebAddress = "http://127.0.0.1:0", ApiAddress = "http://127.0.0.1:0" };

    /// <summary>Reads environment and command line; every mistake is reported at once, each with its fix.</summary>
    public static EmulatorOptions Read(string[] args, out IReadOnlyList<string> complaints)
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile("appsettings.json", optional: true)
            .AddEnvironmentVariables()
            .AddCommandLine(args)
            .Build();
        var options = new EmulatorOptions();
        try
        {
            configuration.GetSection(SectionName).Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException exception)
        {
            complaints = [$"{SectionName}: {exception.Message} Correct the value or remove the key."];
            return options;
        }

        complaints = options.Validate();
        return options;
    }

    public IReadOnlyList<string> Validate()
    {
        var complaints = new List<string>();
        CheckAddress(nameof(WebAddress), WebAddress, complaints);
        CheckAddress(nameof(ApiAddress), ApiAddress, complaints);
        CheckPublicAddress(nameof(PublicWebAddress), PublicWebAddress, complaints);
        CheckPublicAddress(nameof(PublicApiAddress), PublicApiAddress, complaints);
        if (JournalLength is < 1 or > 1_000_000)
            complaints.Add($"{SectionName}:{nameof(JournalLength)} must be between 1 and 1000000.");
        Scale.Validate(complaints);
        for (var index = 0; index < Clients.Count; index++)
            Clients[index].Validate($"{SectionName}:Clients:{index}", complaints);
        foreach (var twice in Clients.GroupBy(client => client.ClientId, StringComparer.Ordinal).Where(group => group.Count() > 1))
            complaints.Add($"{SectionName}:Clients: the ClientId '{twice.Key}' stands there twice; give each client its own.");
        return complaints;
    }

    private static void CheckAddress(string key, string value, List<string> complaints)
    {
        try
        {
            var address = BindingAddress.Parse(value);
            if (address.Scheme == "http" && address.PathBase.Length == 0)
                return;
        }
        catch (FormatException)
        {
            // Said below, together with the fix.
        }

        complaints.Add($"{SectionName}:{key} is '{value}'; write http://HOST:PORT without a path, for example http://127.0.0.1:7990.");
    }

    private static void CheckPublicAddress(string key, string? value, List<string> complaints)
    {
        if (value is null)
            return;
        if (Uri.TryCreate(value, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https") && uri.PathAndQuery == "/")
            return;
        complaints.Add($"{SectionName}:{key} is '{value}'; write http://HOST:PORT or https://HOST without a path, or leave it out.");
    }
}

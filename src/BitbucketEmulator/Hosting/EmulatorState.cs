using BitbucketEmulator.Api;
using BitbucketEmulator.Authorization;
using BitbucketEmulator.Control;
using BitbucketEmulator.Seed;
using BitbucketEmulator.Tokens;

namespace BitbucketEmulator.Hosting;

/// <summary>Everything the emulator knows. It lives in memory; <see cref="Reset"/> brings it back to the state right after the start.</summary>
internal sealed class EmulatorState
{
    private volatile EmulatorSettings settings = new();
    private readonly string[] registeredSecrets;
    private volatile Volatiles volatiles;

    public EmulatorState(EmulatorOptions options, TimeProvider time)
    {
        Options = options;
        Clients = options.Clients.Count == 0 ? [ClientOptions.Demo] : [.. options.Clients];
        registeredSecrets = [.. Clients.Select(client => client.ClientSecret)];
        Clock = new EmulatorClock(time);
        Journal = new Journal(options.JournalLength);
        World = WorldMaker.Make(options.Scale, Clients, Clock.GetUtcNow());
        volatiles = new(Clock);
    }

    public EmulatorOptions Options { get; }

    public IReadOnlyList<ClientOptions> Clients { get; }

    public EmulatorClock Clock { get; }

    public Journal Journal { get; }

    public FaultRules Faults { get; } = new();

    public TokenHolds Holds { get; } = new();

    public World World { get; }

    /// <summary>Known once the listeners are bound.</summary>
    public EmulatorAddresses Addresses { get; set; } = null!;

    public EmulatorSettings Settings
    {
        get => settings;
        set => settings = value;
    }

    public TokenStore Tokens => volatiles.Tokens;

    public AuthorizationCodes Codes => volatiles.Codes;

    public AppAuthorizations Authorizations => volatiles.Authorizations;

    public RateLimiter Limits => volatiles.Limits;

    public ClientOptions? FindClient(string? clientId) =>
        Clients.FirstOrDefault(client => client.ClientId == clientId);

    /// <summary>Puts another secret in the place of a client's.</summary>
    public void ChangeClientSecret(string clientId, string secret)
    {
        var client = FindClient(clientId) ?? throw new ControlException($"There is no client '{clientId}'. The clients are: {string.Join(", ", Clients.Select(known => known.ClientId))}.");
        client.ClientSecret = secret.Length > 0 ? secret : throw new ControlException("clientSecret must not be empty.");
    }

    public void Reset()
    {
        Settings = new();
        Faults.Clear();
        Holds.Clear();
        foreach (var (client, secret) in Clients.Zip(registeredSecrets))
            client.ClientSecret = secret;
        Clock.Reset();
        volatiles = new(Clock);
        Journal.Clear();
    }

    /// <summary>What a reset replaces, as a whole, so that no token is left without its consent.</summary>
    private sealed class Volatiles(EmulatorClock clock)
    {
        public TokenStore Tokens { get; } = new(clock);

        public AuthorizationCodes Codes { get; } = new(clock);

        public AppAuthorizations Authorizations { get; } = new();

        public RateLimiter Limits { get; } = new(clock);
    }
}

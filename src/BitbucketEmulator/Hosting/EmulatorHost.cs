using BitbucketEmulator.Control;
using BitbucketEmulator.Seed;
using BitbucketEmulator.Tokens;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace BitbucketEmulator.Hosting;

/// <summary>A running emulator: what the program starts, and what tests start on random ports and steer without HTTP.</summary>
internal sealed class EmulatorHost : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly EmulatorState state;

    private EmulatorHost(WebApplication application, EmulatorState state, string boundWeb, string boundApi)
    {
        this.application = application;
        this.state = state;
        BoundWebAddress = new(boundWeb);
        BoundApiAddress = new(boundApi);
    }

    /// <summary>The web side as browsers reach it, ending in a slash.</summary>
    public Uri WebAddress => new(state.Addresses.Web + "/");

    /// <summary>The API side, ending in a slash.</summary>
    public Uri ApiAddress => new(state.Addresses.Api + "/");

    /// <summary>What a client configures as its API base address, ending in <c>/2.0/</c>.</summary>
    public Uri ApiBaseAddress => new(ApiAddress, "2.0/");

    public Uri AuthorizationEndpoint => new(WebAddress, "site/oauth2/authorize");

    public Uri TokenEndpoint => new(WebAddress, "site/oauth2/access_token");

    /// <summary>Where the web side really listens, which differs when a public address is set.</summary>
    public Uri BoundWebAddress { get; }

    /// <summary>Where the API side really listens.</summary>
    public Uri BoundApiAddress { get; }

    public IReadOnlyList<ClientOptions> Clients => state.Clients;

    public World World => state.World;

    public EmulatorClock Clock => state.Clock;

    public Journal Journal => state.Journal;

    public FaultRules Faults => state.Faults;

    /// <summary>Stops token requests at exact steps.</summary>
    public TokenHolds Holds => state.Holds;

    /// <summary>The switches; change them with <c>emulator.Settings = emulator.Settings with { … }</c>.</summary>
    public EmulatorSettings Settings
    {
        get => state.Settings;
        set
        {
            var complaints = value.Validate();
            state.Settings = complaints.Count == 0 ? value : throw new ControlException(string.Join(" ", complaints));
        }
    }

    /// <summary>Starts listening; without options on two random loopback ports.</summary>
    public static async Task<EmulatorHost> StartAsync(EmulatorOptions? options = null, TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        options ??= EmulatorOptions.OnRandomPorts();
        var complaints = options.Validate();
        if (complaints.Count > 0)
            throw new ControlException(string.Join(Environment.NewLine, complaints));
        var state = new EmulatorState(options, time ?? TimeProvider.System);
        var application = EmulatorServer.Build(options, state);
        try
        {
            await application.StartAsync(cancellationToken);
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }

        var bound = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        state.Addresses = EmulatorAddresses.From(options, bound[0], bound[^1]);
        return new(application, state, bound[0], bound[^1]);
    }

    /// <summary>Gives a person's consent and a token set without a browser, as if they had just approved.</summary>
    public TokenSet IssueTokens(string username, string? scopes = null, string? clientId = null)
    {
        var (client, person) = Find(username, clientId);
        var granted = ScopeSet.Parse(scopes ?? client.Scopes);
        var authorization = state.Authorizations.Grant(client, person, granted, Clock.GetUtcNow());
        return state.Tokens.Issue(authorization, granted, Settings);
    }

    /// <summary>What the person's Revoke button does; false when there was nothing to revoke.</summary>
    public bool RevokeAuthorization(string username, string? clientId = null)
    {
        var (client, person) = Find(username, clientId);
        return state.Authorizations.Revoke(client.ClientId, person);
    }

    /// <summary>What the Regenerate secret button does: from now on only the new secret is right.</summary>
    public void ChangeClientSecret(string clientId, string secret) => state.ChangeClientSecret(clientId, secret);

    /// <summary>Back to the state right after the start: no tokens, no consents, no faults, no holds, default switches, first client secrets, real time, empty journal.</summary>
    public void Reset() => state.Reset();

    public Task WaitForShutdownAsync(CancellationToken cancellationToken = default) => application.WaitForShutdownAsync(cancellationToken);

    public ValueTask DisposeAsync()
    {
        // A request that is still held would keep the server from stopping.
        Holds.Clear();
        return application.DisposeAsync();
    }

    private (ClientOptions Client, Person Person) Find(string username, string? clientId)
    {
        var client = clientId is null ? Clients[0] : state.FindClient(clientId) ?? throw new ArgumentException($"No client '{clientId}'.", nameof(clientId));
        return (client, World.FindPerson(username) ?? throw new ArgumentException($"Nobody is called '{username}'.", nameof(username)));
    }
}

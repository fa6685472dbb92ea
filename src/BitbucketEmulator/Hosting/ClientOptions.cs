namespace BitbucketEmulator.Hosting;

/// <summary>One OAuth client as a workspace administrator would register it at Bitbucket.</summary>
internal sealed class ClientOptions
{
    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    /// <summary>Null means a client without a callback: the token endpoint then refuses every grant.</summary>
    public string? CallbackAddress { get; set; }

    public string Scopes { get; set; } = "account email repository pullrequest";

    /// <summary>Only a private client may use the client credentials grant.</summary>
    public bool Private { get; set; } = true;

    /// <summary>The workspace the client belongs to; its app user reads there.</summary>
    public string Workspace { get; set; } = "northlight";

    public static ClientOptions Demo => new()
    {
        ClientId = "demo-client",
        ClientSecret = "demo-secret",
        CallbackAddress = "http://localhost:5080/signin-bitbucket",
    };

    public void Validate(string key, List<string> complaints)
    {
        if (ClientId.Length == 0)
            complaints.Add($"{key}:ClientId is missing; choose any text, for example demo-client.");
        if (ClientSecret.Length == 0)
            complaints.Add($"{key}:ClientSecret is missing; choose any text, for example demo-secret.");
        if (CallbackAddress is not null && !Uri.TryCreate(CallbackAddress, UriKind.Absolute, out _))
            complaints.Add($"{key}:CallbackAddress is '{CallbackAddress}'; write the whole address, for example http://localhost:5080/signin-bitbucket.");
        foreach (var unknown in Tokens.ScopeSet.Split(Scopes).Where(scope => !Tokens.ScopeSet.IsKnown(scope)))
            complaints.Add($"{key}:Scopes names '{unknown}', which Bitbucket does not have; see docs/emulator.md for the list.");
    }
}

namespace BitbucketEmulator.Control;

/// <summary>The switches: each one turns the emulator from what Bitbucket does today to what it did, or may do.</summary>
internal sealed record EmulatorSettings
{
    /// <summary>How a redirect URI is compared with the registered callback.</summary>
    public RedirectMatch RedirectMatch { get; init; } = RedirectMatch.Exact;

    /// <summary>A <c>scope</c> on the authorization request narrows what the token gets.</summary>
    public bool NarrowScope { get; init; }

    /// <summary>The consent page is shown although consent was given before.</summary>
    public bool AlwaysAskConsent { get; init; }

    public TimeSpan CodeLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The token answer of before 2026-05: <c>scopes</c> and <c>state</c>, and refresh tokens that neither rotate nor expire.</summary>
    public bool LegacyTokenAnswer { get; init; }

    public TimeSpan AccessTokenLifetime { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Opaque access tokens of 90 characters, as older clients still get.</summary>
    public bool ShortAccessTokens { get; init; }

    /// <summary>Characters of an access token, at the least.</summary>
    public int AccessTokenLength { get; init; } = 2_600;

    /// <summary>Characters of a refresh token, exactly.</summary>
    public int RefreshTokenLength { get; init; } = 2_600;

    public bool RotateRefreshTokens { get; init; } = true;

    /// <summary>How long a rotated-away refresh token keeps working after its first use.</summary>
    public TimeSpan RefreshGrace { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a refresh token lives without being used.</summary>
    public TimeSpan RefreshTokenIdleLifetime { get; init; } = TimeSpan.FromDays(90);

    /// <summary>A refresh token used after its grace ends the whole family of tokens.</summary>
    public bool RevokeFamilyOnReplay { get; init; }

    /// <summary>A refresh token used after its grace locks the client's refreshing out for this long; zero is off.</summary>
    public TimeSpan LockClientOnReplay { get; init; }

    public ExpiredTokenText ExpiredTokenText { get; init; } = ExpiredTokenText.Generic2026;

    /// <summary>Calls an hour and person to <c>/2.0/repositories/*</c>; 0 is no limit.</summary>
    public int RateLimit { get; init; } = 1_000;

    /// <summary>The same for callers without a credential, by network address; 0 is no limit.</summary>
    public int AnonymousRateLimit { get; init; } = 60;

    public RateLimitBody RateLimitBody { get; init; } = RateLimitBody.Text;

    /// <summary>Adds <c>Retry-After</c> to a 429.</summary>
    public bool RateLimitRetryAfter { get; init; }

    /// <summary>What a made-up API token (HTTP Basic) may do.</summary>
    public string ApiTokenScopes { get; init; } = "account email repository pullrequest project";

    /// <summary>API tokens that their people have deleted, separated by spaces.</summary>
    public string RefusedApiTokens { get; init; } = "";

    /// <summary>App passwords (HTTP Basic, user name) work, as they did until 2026-07-28.</summary>
    public bool AcceptAppPasswords { get; init; }

    public bool Refuses(string apiToken) => RefusedApiTokens.Length > 0 && RefusedApiTokens.Split(' ').Contains(apiToken, StringComparer.Ordinal);

    /// <summary>Every contradiction in the values, each with its fix.</summary>
    public IReadOnlyList<string> Validate()
    {
        var complaints = new List<string>();
        foreach (var (name, value) in new[]
        {
            (nameof(CodeLifetime), CodeLifetime),
            (nameof(AccessTokenLifetime), AccessTokenLifetime),
            (nameof(RefreshGrace), RefreshGrace),
            (nameof(RefreshTokenIdleLifetime), RefreshTokenIdleLifetime),
            (nameof(LockClientOnReplay), LockClientOnReplay),
        })
        {
            if (value < TimeSpan.Zero)
                complaints.Add($"{SettingsJson.NameOf(name)} must not be negative; write for example \"00:10:00\".");
        }

        if (AccessTokenLength is < 40 or > 1_000_000)
            complaints.Add($"{SettingsJson.NameOf(nameof(AccessTokenLength))} must be between 40 and 1000000.");
        if (RefreshTokenLength is < 20 or > 1_000_000)
            complaints.Add($"{SettingsJson.NameOf(nameof(RefreshTokenLength))} must be between 20 and 1000000.");
        if (RateLimit < 0 || AnonymousRateLimit < 0)
            complaints.Add("rateLimit and anonymousRateLimit must be 0 (off) or more.");
        foreach (var unknown in Tokens.ScopeSet.Split(ApiTokenScopes).Where(scope => !Tokens.ScopeSet.IsKnown(scope)))
            complaints.Add($"apiTokenScopes names '{unknown}', which is no scope; separate scopes by spaces.");
        return complaints;
    }
}

/// <summary>The two rules Bitbucket is reported to apply to redirect URIs.</summary>
internal enum RedirectMatch
{
    Exact,
    Prefix,
}

/// <summary>The texts of a 401, newest first.</summary>
internal enum ExpiredTokenText
{
    Generic2026,
    January2026,
    Legacy,
}

/// <summary>The two bodies a 429 was seen with.</summary>
internal enum RateLimitBody
{
    Text,
    Json,
}

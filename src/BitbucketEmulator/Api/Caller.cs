using BitbucketEmulator.Hosting;
using BitbucketEmulator.Seed;
using BitbucketEmulator.Tokens;

namespace BitbucketEmulator.Api;

/// <summary>Who is calling and with what: nobody, somebody with a valid credential, or a credential that is none.</summary>
internal sealed record Caller(Person? Person, ScopeSet Scopes, string? CredentialType, ClientOptions? Client = null)
{
    public static readonly Caller Anonymous = new(null, ScopeSet.Empty, null);

    public static readonly Caller InvalidBearer = new(null, ScopeSet.Empty, null) { Refusal = CredentialRefusal.Bearer };

    public static readonly Caller InvalidBasic = new(null, ScopeSet.Empty, null) { Refusal = CredentialRefusal.Basic };

    public CredentialRefusal Refusal { get; private init; }
}

/// <summary>Why a credential does not count.</summary>
internal enum CredentialRefusal
{
    None,
    Bearer,
    Basic,
}

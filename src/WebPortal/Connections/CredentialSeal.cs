using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using WebPortal.Bitbucket;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>Seals and unseals credentials. Owner, row and column are part of the purpose, so a ciphertext moved elsewhere does not open.</summary>
internal sealed partial class CredentialSeal(IDataProtectionProvider protection, ILogger<CredentialSeal> logger)
{
    public string Seal(Connection connection, AccessToken token) => Protector(connection, "AccessToken").Protect(token.Reveal());

    public string Seal(Connection connection, RefreshToken token) => Protector(connection, "RefreshToken").Protect(token.Reveal());

    /// <summary>Seals a refresh token for the column of the former one; it does not open as the current one.</summary>
    public string SealFormer(Connection connection, RefreshToken token) => Protector(connection, "FormerRefreshToken").Protect(token.Reveal());

    /// <returns>Null when the row has none, or when what stands there was not sealed for this place.</returns>
    public AccessToken? UnsealAccessToken(Connection connection) =>
        Unseal(connection, "AccessToken", connection.SealedAccessToken) is { } value ? new AccessToken(value) : null;

    /// <returns>Null when the row has none, or when what stands there was not sealed for this place.</returns>
    public RefreshToken? UnsealRefreshToken(Connection connection) =>
        Unseal(connection, "RefreshToken", connection.SealedRefreshToken) is { } value ? new RefreshToken(value) : null;

    /// <returns>Null when the row has none, or when what stands there was not sealed for this place.</returns>
    public RefreshToken? UnsealFormerRefreshToken(Connection connection) =>
        Unseal(connection, "FormerRefreshToken", connection.SealedFormerRefreshToken) is { } value ? new RefreshToken(value) : null;

    /// <summary>An API token or app password stands in the place of an access token, and does not open as one.</summary>
    public string Seal(Connection connection, AccountSecret secret) => Protector(connection, "AccountSecret").Protect(secret.Reveal());

    public string Seal(Connection connection, ClientSecret secret) => Protector(connection, "ClientSecret").Protect(secret.Reveal());

    /// <returns>Null when the row has none, or when what stands there was not sealed for this place.</returns>
    public ClientSecret? UnsealClientSecret(Connection connection) =>
        Unseal(connection, "ClientSecret", connection.SealedClientSecret) is { } value ? new ClientSecret(value) : null;

    /// <summary>What calls to the API carry: the access token, or account and secret.</summary>
    /// <returns>Null when the row has none, or when what stands there was not sealed for this place.</returns>
    public UpstreamCredential? UnsealCredential(Connection connection) => Unseal(connection, ColumnOf(connection), connection.SealedAccessToken) is not { } value ? null
        : !connection.Kind.IsAccountSecret() ? UpstreamCredential.Bearer(new AccessToken(value))
        : connection.AccountName is { } account ? UpstreamCredential.Basic(account, new AccountSecret(value)) : null;

    /// <summary>Whether the stored credential opens; says nothing when it does not.</summary>
    public bool Opens(Connection connection)
    {
        try
        {
            return connection.SealedAccessToken is { } ciphertext && Protector(connection, ColumnOf(connection)).Unprotect(ciphertext).Length > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static string ColumnOf(Connection connection) => connection.Kind.IsAccountSecret() ? "AccountSecret" : "AccessToken";

    private string? Unseal(Connection connection, string column, string? ciphertext)
    {
        try
        {
            return ciphertext is null ? null : Protector(connection, column).Unprotect(ciphertext);
        }
        catch (CryptographicException)
        {
            Log.DoesNotOpen(logger, connection.Id, column);
            return null;
        }
    }

    private IDataProtector Protector(Connection connection, string column) => protection.CreateProtector(
        "WebPortal.Connections.Credential.v1", connection.OwnerId.ToString("N"), connection.Id.ToString("N"), column);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The {Column} of connection {ConnectionId} does not open: it was changed, moved from another row, or sealed with a lost key")]
        public static partial void DoesNotOpen(ILogger logger, Guid connectionId, string column);
    }
}

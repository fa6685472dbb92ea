using WebPortal.Connections;

namespace WebPortal.Lending;

/// <summary>Who asks, and the connection that answers for them.</summary>
/// <param name="Id">Bitbucket's uuid, in curly braces.</param>
/// <param name="Connection">Null when there is none.</param>
internal sealed record MeAnswer(string? Id, string? AccountId, string? DisplayName, MeAnswer.ConnectionAnswer? Connection)
{
    /// <summary>How the connection stands; never its credential.</summary>
    /// <param name="GrantedScope">Null when Bitbucket did not say.</param>
    internal sealed record ConnectionAnswer(
        string State, IReadOnlyList<string>? GrantedScope, IReadOnlyList<string> MissingScopes, DateTimeOffset ConnectedAt, DateTimeOffset LastUsedAt)
    {
        public static ConnectionAnswer Of(ConnectionStatus status) =>
            new(status.State.ToString(), status.GrantedScopes, status.MissingScopes, status.ConnectedAt, status.LastUsedAt);
    }
}

using System.Collections.Concurrent;
using BitbucketEmulator.Hosting;
using BitbucketEmulator.Seed;

namespace BitbucketEmulator.Tokens;

/// <summary>All consents that are in force.</summary>
internal sealed class AppAuthorizations
{
    private readonly ConcurrentDictionary<(string Client, Guid Person), AppAuthorization> inForce = new();

    public AppAuthorization? Find(ClientOptions client, Person person) =>
        inForce.GetValueOrDefault((client.ClientId, person.Uuid));

    public IReadOnlyList<AppAuthorization> Of(Person person) =>
        [.. inForce.Values.Where(authorization => authorization.Person == person).OrderBy(authorization => authorization.GrantedAt)];

    /// <summary>Remembers the consent, or widens the one that is there.</summary>
    public AppAuthorization Grant(ClientOptions client, Person person, ScopeSet scopes, DateTimeOffset now)
    {
        var authorization = inForce.GetOrAdd(
            (client.ClientId, person.Uuid),
            _ => new AppAuthorization(client, person, scopes, now));
        authorization.Widen(scopes);
        return authorization;
    }

    /// <summary>Ends the consent and with it every token made from it.</summary>
    public bool Revoke(string clientId, Person person)
    {
        if (!inForce.TryRemove((clientId, person.Uuid), out var authorization))
            return false;
        authorization.End();
        return true;
    }
}

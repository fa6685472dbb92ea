using System.Net;
using WebPortal.Tests.Infrastructure;

namespace WebPortal.Tests.Trials;

/// <summary>Somebody with one browser, whose requests go to any replica, or to a certain one when the trial says so.</summary>
internal sealed class TrialPerson : IDisposable
{
    /// <summary>With the trial's cache lifetime of zero every view of this address reads from Bitbucket with the person's credential.</summary>
    public const string Data = "/api/v1/repositories?pageSize=10";

    private readonly LoadBalancer _balancer;
    private readonly Visitor[] _direct;

    public TrialPerson(string name, LoadBalancer balancer, IEnumerable<LoadBalancer> replicas)
    {
        Name = name;
        _balancer = balancer;
        Anywhere = new Visitor(balancer);
        _direct = [.. replicas.Select(replica => new Visitor(replica, Anywhere.Cookies))];
    }

    public string Name { get; }

    public Visitor Anywhere { get; }

    /// <summary>The living connection that the last sign-in gave.</summary>
    public Guid ConnectionId { get; set; }

    /// <summary>Another browser of the same person, with cookies of its own.</summary>
    public Visitor Another() => new(_balancer);

    public Visitor At(int replica) => _direct[replica];

    public async Task<HttpStatusCode> ReadAsync(int replica, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Data);
        using var response = await At(replica).SendUntilAsync(request, cancellationToken);
        return response.StatusCode;
    }

    public void Dispose()
    {
        Anywhere.Dispose();
        foreach (var visitor in _direct)
        {
            visitor.Dispose();
        }
    }
}

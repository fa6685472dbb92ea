using WebPortal.Connections;

namespace WebPortal.Repositories;

/// <summary>Forgets the repositories of a connection as soon as it can no longer be used, at whichever replica that was decided.</summary>
internal sealed class CatalogClearing(ConnectionCache connections, RepositoryCatalog catalog) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        connections.Stopped += catalog.Forget;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        connections.Stopped -= catalog.Forget;
        return Task.CompletedTask;
    }
}

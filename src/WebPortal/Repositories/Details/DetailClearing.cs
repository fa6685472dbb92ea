using WebPortal.Connections;

namespace WebPortal.Repositories.Details;

/// <summary>Forgets the pages of a connection as soon as it can no longer be used, at whichever replica that was decided.</summary>
internal sealed class DetailClearing(ConnectionCache connections, DetailCache details) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        connections.Stopped += details.Forget;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        connections.Stopped -= details.Forget;
        return Task.CompletedTask;
    }
}

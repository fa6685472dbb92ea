namespace WebPortal.Connections;

/// <summary>Looks, before the server listens, whether lost keys have come back.</summary>
internal sealed class KeysFoundStart(KeysLoss loss) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => loss.RecordReturnAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

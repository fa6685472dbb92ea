namespace WebPortal.Repositories.Details;

/// <summary>One kept page: the reading, running or done, and until when it counts.</summary>
internal sealed class DetailEntry(Guid connectionId, string fullName) : IDisposable
{
    public (Guid ConnectionId, string FullName) Key { get; } = (connectionId, fullName);

    public Task<RepositoryDetails> Reading { get; set; } = null!;

    /// <summary>Null while the reading goes on.</summary>
    public DateTimeOffset? Until { get; set; }

    public int Weight { get; set; }

    /// <summary>Throws the page away when its time is over, also when nobody asks again.</summary>
    public ITimer? Ending { get; set; }

    public void Dispose() => Ending?.Dispose();
}

namespace WebPortal.Repositories;

/// <summary>The place of one connection in <see cref="CatalogCache"/>, which guards every access to it.</summary>
internal sealed class CatalogSlot
{
    private TaskCompletionSource change = NewChange();

    public CatalogSlot(Guid connectionId)
    {
        ConnectionId = connectionId;
        Place = new LinkedListNode<CatalogSlot>(this);
    }

    public Guid ConnectionId { get; }

    public LinkedListNode<CatalogSlot> Place { get; }

    public CatalogSnapshot Latest { get; private set; } = CatalogSnapshot.Empty;

    /// <summary>Ends as soon as there is something newer than <see cref="Latest"/>, or the slot is gone.</summary>
    public Task Change => change.Task;

    /// <summary>The slot was taken away: nothing more is told from it.</summary>
    public bool IsGone { get; private set; }

    public Task? Running { get; set; }

    public DateTimeOffset UsedAt { get; set; }

    /// <summary>When the person last wished to read again.</summary>
    public DateTimeOffset? WishedAt { get; set; }

    /// <summary>No reading has begun since the wish.</summary>
    public bool WishIsOpen { get; set; }

    /// <summary>Somebody wants to know permissions, and nobody has read them since.</summary>
    public bool PermissionsWanted { get; set; }

    /// <summary>When permissions were last tried.</summary>
    public DateTimeOffset? PermissionsTriedAt { get; set; }

    /// <summary>An empty slot costs something too.</summary>
    public int Weight => 1 + Latest.RepositoryCount;

    public void Show(CatalogSnapshot snapshot)
    {
        Latest = snapshot;
        Signal();
    }

    public void Leave()
    {
        IsGone = true;
        Signal();
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Signal()
    {
        var told = change;
        change = NewChange();
        told.TrySetResult();
    }
}

namespace WebPortal.Repositories;

/// <summary>The place of one connection in <see cref="CatalogCache"/>, which guards every access to it.</summary>
internal sealed class CatalogSlot
{
    public CatalogSlot(Guid connectionId)
    {
        ConnectionId = connectionId;
        Place = new LinkedListNode<CatalogSlot>(this);
    }

    public Guid ConnectionId { get; }

    public LinkedListNode<CatalogSlot> Place { get; }

    public CatalogSnapshot Latest { get; set; } = CatalogSnapshot.Empty;

    public Task? Running { get; set; }

    public DateTimeOffset UsedAt { get; set; }

    /// <summary>When the person last wished to read again.</summary>
    public DateTimeOffset? WishedAt { get; set; }

    /// <summary>No reading has begun since the wish.</summary>
    public bool WishIsOpen { get; set; }

    /// <summary>An empty slot costs something too.</summary>
    public int Weight => 1 + Latest.RepositoryCount;
}

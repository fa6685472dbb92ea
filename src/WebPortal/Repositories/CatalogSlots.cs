using System.Diagnostics.CodeAnalysis;

namespace WebPortal.Repositories;

/// <summary>All slots of <see cref="CatalogCache"/>, which guards every access: bounded in repositories and age, those used longest ago go first.</summary>
internal sealed class CatalogSlots(CatalogLimits limits)
{
    private readonly Dictionary<Guid, CatalogSlot> slots = [];
    private readonly LinkedList<CatalogSlot> byUse = new();
    private int weight;

    public bool TryGet(Guid connectionId, [NotNullWhen(true)] out CatalogSlot? slot) => slots.TryGetValue(connectionId, out slot);

    /// <summary>The slot of a connection, new when there is none, and those that nobody looked at for long are gone.</summary>
    public CatalogSlot Use(Guid connectionId, DateTimeOffset now)
    {
        while (byUse.Last is { } oldest && now - oldest.Value.UsedAt > limits.OldestData)
        {
            Remove(oldest.Value);
        }

        if (!slots.TryGetValue(connectionId, out var slot))
        {
            slot = new CatalogSlot(connectionId);
            slots.Add(connectionId, slot);
            byUse.AddFirst(slot.Place);
            weight += slot.Weight;
        }

        Touch(slot, now);
        return slot;
    }

    public void Touch(CatalogSlot slot, DateTimeOffset now)
    {
        slot.UsedAt = now;
        byUse.Remove(slot.Place);
        byUse.AddFirst(slot.Place);
    }

    /// <summary>A slot that was taken away meanwhile is told all the same, but weighs nothing any more.</summary>
    public void Show(CatalogSlot slot, CatalogSnapshot snapshot)
    {
        var before = slot.Weight;
        slot.Show(snapshot);
        if (slot.Place.List is null)
        {
            return;
        }

        weight += slot.Weight - before;
        while (weight > limits.MostRepositories && byUse.Last is { } oldest && oldest.Value != slot)
        {
            Remove(oldest.Value);
        }
    }

    public void Remove(CatalogSlot slot)
    {
        weight -= slot.Weight;
        slots.Remove(slot.ConnectionId);
        byUse.Remove(slot.Place);
        slot.Leave();
    }
}

namespace WebPortal.Administration;

/// <summary>How many connections are in each state.</summary>
internal sealed record ConnectionTally(DateTimeOffset CountedAt, IReadOnlyDictionary<string, int> ByState)
{
    public int Of(string state) => ByState.GetValueOrDefault(state);

    /// <summary>All that have not ended.</summary>
    public int Living => ByState.Where(pair => pair.Key != nameof(Data.ConnectionState.Ended)).Sum(pair => pair.Value);
}

namespace BitbucketEmulator.Control;

/// <summary>A journal entry as the control address shows it.</summary>
internal static class JournalJson
{
    public static object Describe(JournalEntry entry) => new
    {
        number = entry.Number,
        time = entry.Time,
        side = entry.Side,
        method = entry.Method,
        url = entry.Url,
        path = entry.Path,
        headers = entry.Headers
            .GroupBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => string.Join(", ", group.Select(header => header.Value))),
        form = entry.Form,
        person = entry.Person,
        fault = entry.Fault,
        status = entry.Status,
        milliseconds = entry.Elapsed?.TotalMilliseconds,
    };
}

using System.Collections.Frozen;
using System.Net;
using System.Text.Json;

namespace WebPortal.Lending;

/// <summary>Makes a leash of its terms. Terms that are not understood to the last word are no leash.</summary>
internal static class LeashReader
{
    public static readonly int MostLines = 50;
    public static readonly int MostHourlyCalls = 1000;

    public static (Leash? Leash, LeashFault? Fault) Read(LeashTerms terms, DateTimeOffset endsAt)
    {
        if (FindFault(terms) is { } fault)
        {
            return (null, fault);
        }

        var networks = terms.Networks.Select(ReadNetwork).OfType<IPNetwork>().ToArray();
        return (new Leash([.. terms.Repositories.Select(LeashPattern.Parse).OfType<LeashPattern>()], terms.Operations.ToFrozenSet(StringComparer.Ordinal), networks, terms.HourlyCalls, endsAt), null);
    }

    /// <returns>Null when the text is not one that <see cref="Write"/> made.</returns>
    public static LeashTerms? ReadText(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, LendingJson.Default.LeashTerms) is { Repositories: not null, Operations: not null, Networks: not null } terms ? terms : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string Write(LeashTerms terms) => JsonSerializer.Serialize(terms, LendingJson.Default.LeashTerms);

    private static LeashFault? FindFault(LeashTerms terms) => terms switch
    {
        { Repositories.Count: 0 } => new LeashFault(LeashFaultKind.NoRepositories),
        { Operations.Count: 0 } => new LeashFault(LeashFaultKind.NoOperations),
        _ when Math.Max(terms.Repositories.Count, Math.Max(terms.Networks.Count, terms.Operations.Count)) > MostLines => new LeashFault(LeashFaultKind.TooMany),
        { HourlyCalls: { } calls } when calls < 1 || calls > MostHourlyCalls => new LeashFault(LeashFaultKind.NoNumber),
        _ => Unread(terms.Repositories, text => LeashPattern.Parse(text) is null, LeashFaultKind.NoPattern)
            ?? Unread(terms.Operations, text => !LeashOperations.All.Contains(text), LeashFaultKind.NoOperation)
            ?? Unread(terms.Networks, text => ReadNetwork(text) is null, LeashFaultKind.NoNetwork),
    };

    private static LeashFault? Unread(IEnumerable<string> texts, Func<string, bool> isWrong, LeashFaultKind kind) =>
        texts.FirstOrDefault(isWrong) is { } wrong ? new LeashFault(kind, wrong) : null;

    private static IPNetwork? ReadNetwork(string text)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
            return new IPNetwork(plain, plain.GetAddressBytes().Length * 8);
        }

        return IPNetwork.TryParse(text, out var network) ? network : null;
    }
}

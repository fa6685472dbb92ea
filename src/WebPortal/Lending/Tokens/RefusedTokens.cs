using System.Net;
using System.Net.Sockets;

namespace WebPortal.Lending.Tokens;

/// <summary>Counts what was refused from each address in this minute: a flood of guesses is turned away before anybody is asked. Tokens in use are not affected.</summary>
internal sealed class RefusedTokens(TimeProvider clock)
{
    public static readonly int MostInAMinute = 100;

    private const int MostAddresses = 10_000;

    private readonly Lock _guard = new();
    private readonly Dictionary<IPAddress, int> _counts = [];
    private long _minute;

    /// <returns>How long the address has to wait; null when it may go on.</returns>
    public TimeSpan? Wait(IPAddress? address)
    {
        var now = clock.GetUtcNow();
        lock (_guard)
        {
            MoveTo(now);
            return _counts.GetValueOrDefault(PlaceOf(address)) < MostInAMinute ? null : DateTimeOffset.UnixEpoch.AddMinutes(_minute + 1) - now;
        }
    }

    public void Count(IPAddress? address)
    {
        lock (_guard)
        {
            MoveTo(clock.GetUtcNow());
            if (_counts.Count >= MostAddresses)
            {
                _counts.Clear();
            }

            var place = PlaceOf(address);
            _counts[place] = _counts.GetValueOrDefault(place) + 1;
        }
    }

    private void MoveTo(DateTimeOffset now)
    {
        var minute = now.ToUnixTimeSeconds() / 60;
        if (minute != _minute)
        {
            _minute = minute;
            _counts.Clear();
        }
    }

    /// <summary>Whoever has one address of IPv6 has the whole network of 64 bits.</summary>
    private static IPAddress PlaceOf(IPAddress? address)
    {
        if (address is not { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false })
        {
            return address ?? IPAddress.None;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}

using System.Net;
using System.Net.Sockets;

namespace PhotoScore.Core.Networking;

/// <summary>Which addresses a download may connect to: those of the public internet.</summary>
public static class AddressRules
{
    // IANA's special-purpose registry, and the address at which Azure serves its hosts, which looks public and is not.
    private static readonly IPNetwork[] ForbiddenV4 =
    [
        .. from text in (string[])
           [
               "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
               "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
               "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32",
           ]
           select IPNetwork.Parse(text),
    ];

    // Of IPv6 only 2000::/3 is given out; within it, tunnels (Teredo, 6to4) carry an IPv4 address that nobody checks.
    private static readonly IPNetwork PublicV6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] ForbiddenV6 =
    [
        IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("2002::/16"), IPNetwork.Parse("3fff::/20"),
    ];

    /// <summary>Whether a download may connect there.</summary>
    /// <param name="address">The address, IPv4 inside IPv6 included.</param>
    /// <param name="allowLoopback">Whether this very machine is allowed, as it is in tests and on one machine.</param>
    public static bool Allow(IPAddress address, bool allowLoopback)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (IPAddress.IsLoopback(plain))
            return allowLoopback;
        return plain.AddressFamily switch
        {
            AddressFamily.InterNetwork => !ForbiddenV4.Any(network => network.Contains(plain)),
            AddressFamily.InterNetworkV6 => PublicV6.Contains(plain) && !ForbiddenV6.Any(network => network.Contains(plain)),
            _ => false,
        };
    }
}

using System.Net;
using System.Net.Sockets;

namespace PhotoScore.Core.Networking;

/// <summary>
/// Connections to hostile addresses. The check is made on the address that is connected to, after name resolution, so
/// that a name that changes its mind between check and connection gains nothing.
/// </summary>
public static class PublicConnection
{
    /// <summary>Connects where <see cref="AddressRules"/> allows it; for <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    /// <param name="host">A name or an address, and a port.</param>
    /// <param name="allowLoopback">Whether this very machine is allowed, as it is in tests and on one machine.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <exception cref="ForbiddenAddressException">The host has no address that is allowed.</exception>
    public static async ValueTask<Stream> ConnectAsync(DnsEndPoint host, bool allowLoopback, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(host);
        // Name resolution throws for 0.0.0.0, which is this machine by another name.
        var addresses = IPAddress.TryParse(host.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host.Host, cancellation);
        var allowed = Array.FindAll(addresses, address => AddressRules.Allow(address, allowLoopback));
        if (allowed.Length == 0)
            throw new ForbiddenAddressException(host.Host);

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, host.Port, cancellation);
            if (socket.RemoteEndPoint is not IPEndPoint peer || !AddressRules.Allow(peer.Address, allowLoopback))
                throw new ForbiddenAddressException(host.Host);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

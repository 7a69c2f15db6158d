using System.Net;
using System.Net.Sockets;

namespace PhotoScore.Local.Stack.Services;

/// <summary>Loopback ports.</summary>
internal static class Ports
{
    public static async Task<bool> IsListeningAsync(int port, CancellationToken cancellation)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>The port itself, or a free one for 0.</summary>
    /// <exception cref="StackException">Something listens there already.</exception>
    public static async Task<int> ClaimAsync(int port, string option, CancellationToken cancellation)
    {
        if (port == 0)
            return Free();
        return await IsListeningAsync(port, cancellation)
            ? throw new StackException($"Port {port} is taken: stop what listens there (another stack?), or choose a port with {option}.")
            : port;
    }

    private static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

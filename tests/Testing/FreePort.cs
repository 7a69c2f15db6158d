using System.Net;
using System.Net.Sockets;

namespace PhotoScore.Testing;

/// <summary>Ports for programs that must be told theirs before they start.</summary>
public static class FreePort
{
    /// <summary>A port of the loopback address that nobody listens on. Somebody may take it before it is used.</summary>
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

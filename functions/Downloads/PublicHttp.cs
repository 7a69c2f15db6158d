using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace PhotoScore.Functions.Downloads;

/// <summary>
/// An HTTP client for hostile addresses. The check is made on the address that is connected to, after name resolution, so
/// that a name that changes its mind between check and connection gains nothing. Redirects are left to the caller.
/// </summary>
internal static class PublicHttp
{
    /// <summary>The word that an <c>X-Robots-Tag</c> addresses us by.</summary>
    public const string AgentToken = "photoscore";

    public static HttpClient CreateClient(DownloadOptions options)
    {
        var client = new HttpClient(CreateHandler(options)) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("PhotoScore/1.0 (photo dataset builder; honours X-Robots-Tag noai)");
        client.DefaultRequestHeaders.Accept.ParseAdd("image/jpeg, image/png, image/webp, image/gif, image/*;q=0.8, */*;q=0.1");
        client.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        return client;
    }

    private static SocketsHttpHandler CreateHandler(DownloadOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        // A proxy would connect for us, past the check.
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        MaxConnectionsPerServer = options.Concurrency,
        // A refused body is dropped with its connection instead of being read to its end.
        MaxResponseDrainSize = 0,
        MaxResponseHeadersLength = 64,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectCallback = (context, cancellation) => ConnectAsync(context.DnsEndPoint, options.AllowLoopback, cancellation),
    };

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint host, bool allowLoopback, CancellationToken cancellation)
    {
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

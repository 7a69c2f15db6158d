using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using PhotoScore.Core.Networking;

namespace PhotoScore.Functions.Downloads;

/// <summary>
/// An HTTP client for hostile addresses. The check is made on the address that is connected to, after name resolution, so
/// that a name that changes its mind between check and connection gains nothing. Redirects are left to the caller.
/// </summary>
internal static class PublicHttp
{
    /// <summary>The word that an <c>X-Robots-Tag</c> addresses us by.</summary>
    public const string AgentToken = "photoscore";

    /// <summary>A client for photos.</summary>
    /// <param name="options">How many connections, and whether this machine may be reached.</param>
    /// <param name="trusted">A certificate that is trusted instead of those of the system; for tests.</param>
    public static HttpClient CreateClient(DownloadOptions options, X509Certificate2? trusted = null)
    {
        var client = new HttpClient(CreateHandler(options, trusted)) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("PhotoScore/1.0 (photo dataset builder; honours X-Robots-Tag noai)");
        client.DefaultRequestHeaders.Accept.ParseAdd("image/jpeg, image/png, image/webp, image/gif, image/*;q=0.8, */*;q=0.1");
        client.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        return client;
    }

    /// <summary>A request that offers HTTP/2 where there is TLS to agree on it; HTTP/1.1 otherwise, and where the server knows no other.</summary>
    public static HttpRequestMessage Get(Uri uri) =>
        new(HttpMethod.Get, uri) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };

    private static SocketsHttpHandler CreateHandler(DownloadOptions options, X509Certificate2? trusted) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        // A proxy would connect for us, past the check.
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        // Our own slots are the bound: who waited in here for a connection would wait on the server's time.
        MaxConnectionsPerServer = options.MostRequests,
        // A server's limit of streams on one connection must not be ours for the host.
        EnableMultipleHttp2Connections = true,
        // A refused body is dropped with its connection instead of being read to its end.
        MaxResponseDrainSize = 0,
        MaxResponseHeadersLength = 64,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = Policy(trusted) },
        ConnectCallback = (context, cancellation) => PublicConnection.ConnectAsync(context.DnsEndPoint, options.AllowLoopback, cancellation),
    };

    // Null is the system's own trust.
    private static X509ChainPolicy? Policy(X509Certificate2? trusted) => trusted is null ? null : new X509ChainPolicy
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { trusted },
        RevocationMode = X509RevocationMode.NoCheck,
    };
}

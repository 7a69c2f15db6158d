using System.Net;
using System.Net.Sockets;
using PhotoScore.Core.Networking;

namespace PhotoScore.Trainer.Weights;

/// <summary>Fetches a file of weights from an address that a user gave: public hosts only, bounded in bytes, time and redirects.</summary>
/// <param name="http">From <see cref="CreateClient"/>: follows no redirect and connects to public addresses only.</param>
/// <param name="mostBytes">Larger files are refused.</param>
/// <param name="time">The clock.</param>
internal sealed class WeightsDownload(HttpClient http, long mostBytes, TimeProvider time)
{
    /// <summary><c>true</c> lets weights come from this very machine; the same setting that photos have.</summary>
    public const string LoopbackVariable = "Downloads__AllowLoopback";

    /// <summary>The largest file that is taken: four times VGG-19's.</summary>
    public const long DefaultBytes = 2L << 30;

    private const int MaxRedirects = 5;
    private const int MaxAttempts = 4;
    private const int BufferBytes = 1 << 17;
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan WholeLimit = TimeSpan.FromHours(2);

    /// <summary>A client for addresses of unknown origin.</summary>
    public static HttpClient CreateClient(bool allowLoopback)
    {
        var client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // A proxy would connect for us, past the check.
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            MaxResponseDrainSize = 0,
            MaxResponseHeadersLength = 64,
            ConnectTimeout = ConnectLimit,
            ConnectCallback = (context, cancellation) => PublicConnection.ConnectAsync(context.DnsEndPoint, allowLoopback, cancellation),
        })
        { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("PhotoScore/1.0 (trainer)");
        return client;
    }

    /// <summary>Whether this process may fetch from its own machine.</summary>
    public static bool LoopbackIsAllowed => bool.TryParse(Environment.GetEnvironmentVariable(LoopbackVariable), out var allowed) && allowed;

    /// <summary>Writes the file to a stream, from its beginning each time that it is tried.</summary>
    /// <exception cref="InvalidDataException">The address can't be fetched; the message says why and what to do.</exception>
    public async Task FetchAsync(Uri url, Stream target, CancellationToken cancellation)
    {
        using var whole = new CancellationTokenSource(WholeLimit, time);
        for (var attempt = 1; ; attempt++)
        {
            using var silence = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
            using var any = CancellationTokenSource.CreateLinkedTokenSource(cancellation, whole.Token, silence.Token);
            try
            {
                await FollowAsync(url, target, silence, any.Token);
                return;
            }
            catch (Exception e) when (MayPass(e, cancellation) && attempt < MaxAttempts && !whole.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromSeconds(1 << (2 * attempt - 2)), time, cancellation);
            }
            catch (Exception e) when (Forbidden(e) is { } forbidden)
            {
                throw new InvalidDataException(forbidden.Message, e);
            }
            catch (Exception e) when (MayPass(e, cancellation))
            {
                throw new InvalidDataException($"The weights could not be fetched from {url}: {Words(e)}", e);
            }
        }
    }

    private async Task FollowAsync(Uri url, Stream target, CancellationTokenSource silence, CancellationToken cancellation)
    {
        var place = url;
        for (var redirects = 0; ; redirects++)
        {
            silence.CancelAfter(SilenceLimit);
            using var response = await http.GetAsync(place, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (Redirect(response) is not { } location)
            {
                await ReadAsync(response, target, silence, cancellation);
                return;
            }

            if (redirects == MaxRedirects)
                throw new InvalidDataException($"{url} redirects more than {MaxRedirects} times.");
            var next = Uri.TryCreate(place, location, out var found) ? found : null;
            if (next is not { Scheme: "https" or "http", Host.Length: > 0 } || (place.Scheme == "https" && next.Scheme == "http"))
                throw new InvalidDataException($"{url} redirects to an address that is neither https nor, from http, http.");
            place = next;
        }
    }

    private static Uri? Redirect(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
            ? response.Headers.Location
            : null;

    private async Task ReadAsync(HttpResponseMessage response, Stream target, CancellationTokenSource silence, CancellationToken cancellation)
    {
        var code = (int)response.StatusCode;
        if (code is 408 or 429 or >= 500)
            throw new HttpRequestException($"the server answered {code}.");
        if (code != 200)
            throw new InvalidDataException($"{response.RequestMessage!.RequestUri} answered {code} instead of a file of weights.");
        var declared = response.Content.Headers.ContentLength;
        if (declared > mostBytes)
            throw TooLarge(response);

        target.SetLength(0);
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[BufferBytes];
        for (int read; (read = await body.ReadAsync(buffer, cancellation)) > 0; silence.CancelAfter(SilenceLimit))
        {
            if (target.Length + read > mostBytes)
                throw TooLarge(response);
            await target.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }
    }

    private InvalidDataException TooLarge(HttpResponseMessage response) =>
        new($"{response.RequestMessage!.RequestUri} is larger than {mostBytes:N0} bytes, the most that is taken for weights.");

    private static bool MayPass(Exception e, CancellationToken cancellation) =>
        !cancellation.IsCancellationRequested && Forbidden(e) is null
        && e is HttpRequestException or IOException or SocketException or OperationCanceledException;

    private static ForbiddenAddressException? Forbidden(Exception e)
    {
        for (Exception? cause = e; cause is not null; cause = cause.InnerException)
        {
            if (cause is ForbiddenAddressException forbidden)
                return forbidden;
        }

        return null;
    }

    private static string Words(Exception e) => e is OperationCanceledException ? "no complete answer in time." : e.Message;
}

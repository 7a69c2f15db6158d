using System.Net;
using System.Net.Sockets;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Imaging;
using PhotoScore.Core.Networking;
using PhotoScore.Functions.Datasets.Listing.Flickr;

namespace PhotoScore.Functions.Downloads;

/// <summary>Fetches photos from addresses of unknown origin: bounded in time, bytes, redirects and rate, public hosts only.</summary>
/// <param name="http">From <see cref="PublicHttp"/>: follows no redirect and connects to public addresses only.</param>
/// <param name="slots">The requests that may be under way.</param>
/// <param name="budget">The memory that photos may take.</param>
/// <param name="time">The clock.</param>
internal sealed class PhotoDownloader(HttpClient http, RequestSlots slots, ByteBudget budget, TimeProvider time)
{
    private const int MaxRedirects = 5;

    /// <summary>Gets a photo's bytes, or says why there are none. Throws for a cancellation only.</summary>
    /// <param name="url">An absolute URL; anything but http and https is refused.</param>
    /// <param name="seed">Varies the pauses between attempts from photo to photo.</param>
    /// <param name="recipe">The limits.</param>
    /// <param name="rates">The rate of requests to each host.</param>
    /// <param name="cancellation">Ends the download.</param>
    public async Task<FetchResult> FetchAsync(string url, string seed, DownloadRecipe recipe, HostRates rates, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !IsHttp(uri))
            return new FetchFault(Outcomes.ForbiddenAddress, "The address is neither http nor https.");

        for (var attempt = 1; ; attempt++)
        {
            var answer = await AttemptAsync(uri, recipe, rates, cancellation);
            if (!answer.MayPass || attempt > recipe.Retries)
                return answer.Result;
            if (answer.RetryAfter > RetryDelays.LongestPause)
                return new FetchFault(((FetchFault)answer.Result).Outcome, $"The server asks for a pause of {answer.RetryAfter:c}; build again later.");

            var pause = RetryDelays.Backoff(attempt, seed);
            if (answer.RetryAfter is { } asked)
            {
                rates.Pause(answer.Host, asked);
                if (asked > pause)
                    pause = asked;
            }
            await Task.Delay(pause, time, cancellation);
        }
    }

    private static bool IsHttp(Uri uri) => (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.Host.Length > 0;

    private async Task<Answer> AttemptAsync(Uri uri, DownloadRecipe recipe, HostRates rates, CancellationToken cancellation)
    {
        using var clock = new AttemptClock(TimeSpan.FromSeconds(recipe.TimeoutSeconds), time, cancellation);
        try
        {
            return await FollowAsync(uri, recipe, rates, clock);
        }
        catch (ImageRejectedException e)
        {
            return Answer.Final(e.Code, e.Message);
        }
        catch (OperationCanceledException) when (clock.IsUp && !cancellation.IsCancellationRequested)
        {
            return Answer.Passing(Outcomes.Timeout, $"No complete answer within {recipe.TimeoutSeconds} s.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or ForbiddenAddressException)
        {
            return Broken(e);
        }
    }

    private async Task<Answer> FollowAsync(Uri uri, DownloadRecipe recipe, HostRates rates, AttemptClock clock)
    {
        for (var redirects = 0; ; redirects++)
        {
            if (UnavailablePicture.IsAt(uri))
                return Answer.Final(Outcomes.PhotoUnavailable, UnavailablePicture.Detail);
            await rates.WaitAsync(uri.Authority, clock.Token);
            using var slot = await slots.TakeAsync(clock.Token);
            clock.Run();
            using var request = PublicHttp.Get(uri);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, clock.Token);
            clock.Pause();

            if (Redirect(response) is not { } location)
                return await ReadAsync(response, uri, recipe, clock);
            if (redirects == MaxRedirects)
                return Answer.Final(Outcomes.TooManyRedirects, $"More than {MaxRedirects} redirects.");
            // Relative to where we are; the next round checks the new host as the first one was.
            if (!Uri.TryCreate(uri, location, out uri!) || !IsHttp(uri))
                return Answer.Final(Outcomes.ForbiddenAddress, "It redirects to an address that is neither http nor https.");
        }
    }

    private static Uri? Redirect(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
            ? response.Headers.Location
            : null;

    private async Task<Answer> ReadAsync(HttpResponseMessage response, Uri uri, DownloadRecipe recipe, AttemptClock clock)
    {
        if (!response.IsSuccessStatusCode)
            return Refused(response, uri);
        if (recipe.RespectNoAi && response.Headers.TryGetValues("X-Robots-Tag", out var tags) && RobotsTag.ForbidsTraining(tags, PublicHttp.AgentToken))
            return Answer.Final(Outcomes.OptedOut, "The server answers with X-Robots-Tag noai or noimageai.");

        var declared = response.Content.Headers.ContentLength;
        if (declared > recipe.MaxBytes)
            return TooManyBytes(recipe);

        // A web page in a photo's place is known by its first bytes: it takes no memory of the budget, and the rest of it no time.
        clock.Run();
        await using var body = await response.Content.ReadAsStreamAsync(clock.Token);
        var head = await BoundedBody.ReadHeadAsync(body, ImageSniffer.PrefixLength, clock.Token);
        clock.Pause();
        ImageDecoder.RefuseUndecodable(ImageSniffer.Sniff(head));

        var lease = await budget.TakeAsync(declared ?? recipe.MaxBytes, clock.Token);
        clock.Run();
        byte[]? bytes = null;
        try
        {
            bytes = await BoundedBody.ReadAsync(body, head, declared, recipe.MaxBytes, clock.Token);
        }
        finally
        {
            if (bytes is null)
                lease.Dispose();
        }
        if (bytes is null)
            return TooManyBytes(recipe);
        lease.ShrinkTo(bytes.Length);
        return new Answer(new FetchedPhoto(bytes, lease));
    }

    private Answer Refused(HttpResponseMessage response, Uri uri)
    {
        var code = (int)response.StatusCode;
        var fault = new FetchFault(OutcomeCatalog.OfStatus(code), $"The server answered {code} {response.ReasonPhrase}.".Replace(" .", "."));
        return OutcomeCatalog.MayPass(code)
            ? new Answer(fault, MayPass: true, uri.Authority, RetryDelays.Asked(response.Headers.RetryAfter, time.GetUtcNow()))
            : new Answer(fault);
    }

    private static Answer TooManyBytes(DownloadRecipe recipe) =>
        Answer.Final(Outcomes.TooManyBytes, $"The file is larger than {recipe.MaxBytes} bytes.");

    private static Answer Broken(Exception e)
    {
        for (var cause = e; cause is not null; cause = cause.InnerException)
        {
            if (cause is ForbiddenAddressException)
                return Answer.Final(Outcomes.ForbiddenAddress, cause.Message);
            if (cause is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData })
                return Answer.Final(Outcomes.Unreachable, "The host is not known.");
            if (cause is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError })
                return Answer.Final(Outcomes.Unreachable, "No secure connection: the host's certificate is not valid.");
        }
        return Answer.Passing(Outcomes.Unreachable, $"The connection failed or broke: {e.Message}");
    }

    private sealed record Answer(FetchResult Result, bool MayPass = false, string Host = "", TimeSpan? RetryAfter = null)
    {
        public static Answer Final(string outcome, string detail) => new(new FetchFault(outcome, detail));

        public static Answer Passing(string outcome, string detail) => new(new FetchFault(outcome, detail), MayPass: true);
    }
}

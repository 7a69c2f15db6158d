using System.Collections.Concurrent;
using System.Globalization;
using PhotoScore.Local.PhotoSite.Faults;
using PhotoScore.Local.PhotoSite.Rendering;
using PhotoScore.Local.PhotoSite.World;

namespace PhotoScore.Local.PhotoSite;

/// <summary>Answers for one photo: the picture, or what its fault makes of it.</summary>
internal sealed class PhotoAnswers
{
    // A photo is here between its 429 and the next time that it is asked for, which succeeds.
    private readonly ConcurrentDictionary<(int Seed, int Index), bool> _refused = [];

    public async Task<IResult> AnswerAsync(string id, int seed, FaultRates faults, HttpResponse response, CancellationToken cancellation)
    {
        if (faults.Complaint() is { } complaint)
            return Results.Problem(complaint, statusCode: StatusCodes.Status400BadRequest);
        if (!int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            return Results.NotFound();

        var fault = faults.Of(seed, index);
        switch (fault)
        {
            case Fault.NotFound:
                return Results.NotFound();
            case Fault.Empty:
                return Results.Bytes([], "image/jpeg");
            case Fault.Html:
                return Results.Content("<!DOCTYPE html><html><body><h1>This photo is no longer available</h1></body></html>", "text/html");
            case Fault.TooManyRequests when !_refused.TryRemove((seed, index), out _):
                _refused[(seed, index)] = true;
                response.Headers.RetryAfter = $"{faults.RetryAfterSeconds ?? 1}";
                return Results.StatusCode(StatusCodes.Status429TooManyRequests);
            case Fault.Slow:
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Clamp(faults.SlowMilliseconds ?? 2000, 0, 600_000)), cancellation);
                break;
        }

        var picture = Picture(seed, index, faults);
        return Results.Bytes(fault == Fault.Truncated ? picture[..(picture.Length / 2)] : picture, "image/jpeg");
    }

    private static byte[] Picture(int seed, int index, FaultRates faults)
    {
        var photo = new PhotoWorld(seed, faults.Copies).Photo(index);
        var near = photo.Original != index && faults.IsNear(seed, index);
        return PhotoRenderer.Render(seed, photo.Original, photo.Appeal, near);
    }
}

using System.Diagnostics;
using PhotoScore.Core.Imaging;

namespace PhotoScore.Functions.Predictions;

/// <summary>Decodes photos and runs them through a network, a bounded number of batches at a time over all requests.</summary>
internal sealed class Predictor(PredictionLimits limits) : IDisposable
{
    private readonly SemaphoreSlim _places = new(limits.Concurrency, limits.Concurrency);

    /// <summary>Answers every photo, in their order; a photo that can't be decoded gets an error.</summary>
    /// <param name="model">Held by the caller.</param>
    /// <param name="photos">Files, or faults that are passed through.</param>
    /// <param name="cancellation">Ends the work between batches.</param>
    public async Task<(Prediction[] Predictions, PredictionTimes Times)> PredictAsync(
        LoadedModel model, IReadOnlyList<PhotoInput> photos, CancellationToken cancellation)
    {
        // A network whose input has the photo's own size can't take several at once.
        var size = model.Manifest.Geometry.FixedSize is null ? 1 : limits.BatchSize;
        var batches = photos.Chunk(size).Select(batch => RunAsync(model, batch, cancellation));
        var done = await Task.WhenAll(batches);
        return (
            [.. done.SelectMany(batch => batch.Predictions)],
            new(
                TimeSpan.FromTicks(done.Sum(batch => batch.Times.Decode.Ticks)),
                done.Max(batch => batch.Times.Queue),
                TimeSpan.FromTicks(done.Sum(batch => batch.Times.Inference.Ticks))));
    }

    public void Dispose() => _places.Dispose();

    private async Task<Batch> RunAsync(LoadedModel model, PhotoInput[] photos, CancellationToken cancellation)
    {
        var begin = Stopwatch.GetTimestamp();
        await _places.WaitAsync(cancellation);
        try
        {
            var queue = Stopwatch.GetElapsedTime(begin);
            var batch = await Task.Run(() => Run(model, photos), cancellation);
            return batch with { Times = batch.Times with { Queue = queue } };
        }
        finally
        {
            _places.Release();
        }
    }

    private static Batch Run(LoadedModel model, PhotoInput[] photos)
    {
        var begin = Stopwatch.GetTimestamp();
        var predictions = new Prediction[photos.Length];
        var prepared = new List<(int Photo, Pixels Pixels)>(photos.Length);
        try
        {
            for (var i = 0; i < photos.Length; i++)
            {
                if (photos[i].Error is { } error)
                    predictions[i] = new() { Error = error };
                else if (TryPrepare(photos[i].File!, model.Manifest.Geometry, out var fault) is { } pixels)
                    prepared.Add((i, pixels));
                else
                    predictions[i] = new() { Error = fault };
            }
            var decode = Stopwatch.GetElapsedTime(begin);
            if (prepared.Count == 0)
                return new(predictions, new(decode, default, default));

            begin = Stopwatch.GetTimestamp();
            var answers = Inference.Run(model, [.. prepared.Select(photo => photo.Pixels)]);
            foreach (var (i, answer) in answers.Index())
                predictions[prepared[i].Photo] = answer;
            return new(predictions, new(decode, default, Stopwatch.GetElapsedTime(begin)));
        }
        finally
        {
            prepared.ForEach(photo => photo.Pixels.Dispose());
        }
    }

    private static Pixels? TryPrepare(byte[] file, Geometry geometry, out PhotoError? fault)
    {
        fault = null;
        try
        {
            using var decoded = ImageDecoder.Decode(file);
            return Preparation.Prepare(decoded.Pixels, geometry);
        }
        catch (ImageRejectedException e)
        {
            fault = PhotoError.Of(e);
            return null;
        }
    }

    private sealed record Batch(Prediction[] Predictions, PredictionTimes Times);
}

/// <summary>Time that the engine spent on a request.</summary>
/// <param name="Decode">Decoding and resizing, summed over photos.</param>
/// <param name="Queue">Waiting for a place among the batches that run: the longest wait of a batch.</param>
/// <param name="Inference">Inside the network, summed over batches.</param>
internal readonly record struct PredictionTimes(TimeSpan Decode, TimeSpan Queue, TimeSpan Inference);

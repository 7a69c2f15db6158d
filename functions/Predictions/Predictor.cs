using System.Diagnostics;
using PhotoScore.Core.Imaging;

namespace PhotoScore.Functions.Predictions;

/// <summary>Decodes photos and runs them through a network, a bounded number of batches at a time over all requests.</summary>
internal sealed class Predictor(PredictionLimits limits, PredictionQueue queue, MicroBatcher batcher, ShadowMirror shadows, IEnumerable<IPredictionObserver> observers)
{
    private readonly IPredictionObserver[] _observers = [.. observers];

    /// <summary>Refuses before a body is read for nothing.</summary>
    /// <exception cref="QueueFullException">There is no room for another photo.</exception>
    public void RefuseWhenFull() => queue.RefuseWhenFull();

    /// <summary>Answers every photo, in their order; a photo that can't be decoded gets an error.</summary>
    /// <param name="model">Held by the caller.</param>
    /// <param name="photos">Files, or faults that are passed through.</param>
    /// <param name="cancellation">Ends the work between batches.</param>
    /// <param name="patient">Whether nobody holds a connection open for the answer: then a full queue is no reason to refuse.</param>
    /// <exception cref="QueueFullException">Too many photos wait already.</exception>
    public async Task<(Prediction[] Predictions, PredictionTimes Times)> PredictAsync(
        LoadedModel model, IReadOnlyList<PhotoInput> photos, CancellationToken cancellation, bool patient = false)
    {
        using var predicted = await PredictAsync(model, photos, new PredictionWants { Patient = patient }, cancellation);
        return (
            [.. predicted.Photos.Select(photo => photo.Output is { } output
                ? Prediction.Of(model.Manifest, output.Probabilities.Span)
                : new Prediction { Error = photo.Error })],
            predicted.Times);
    }

    /// <summary>What the network gives for every photo, in their order; a photo that can't be decoded gets an error.</summary>
    /// <param name="model">Held by the caller.</param>
    /// <param name="photos">Files, or faults that are passed through.</param>
    /// <param name="wants">What is wanted besides probabilities.</param>
    /// <param name="cancellation">Ends the work between batches.</param>
    /// <returns>To be disposed by the caller.</returns>
    /// <exception cref="QueueFullException">Too many photos wait already.</exception>
    public async Task<PredictedPhotos> PredictAsync(
        LoadedModel model, IReadOnlyList<PhotoInput> photos, PredictionWants wants, CancellationToken cancellation)
    {
        queue.Enter(photos.Count, wants.Patient);
        try
        {
            // A network whose input has the photo's own size can't take several at once.
            var size = model.Manifest.Geometry.FixedSize is null ? 1 : limits.BatchSize;
            var batches = photos.Chunk(size).Select((batch, i) => RunAsync(new(model, batch, i * size, wants), cancellation));
            var done = await Task.WhenAll(batches);
            return new([.. done.SelectMany(batch => batch.Photos)], PredictionTimes.Of(done.Select(batch => batch.Times)));
        }
        finally
        {
            queue.Leave(photos.Count);
        }
    }

    /// <summary>What the network gives for tensors that a caller prepared; nobody observes it unless it was <paramref name="observed"/>.</summary>
    /// <param name="model">Held by the caller.</param>
    /// <param name="prepared">RGB, all of one size; left as they are.</param>
    /// <param name="wantEmbedding">Whether to give embeddings too.</param>
    /// <param name="observed">Whether these are photos that somebody asks about, rather than variations of one.</param>
    /// <param name="cancellation">Ends the work between batches.</param>
    /// <exception cref="QueueFullException">Too many photos wait already.</exception>
    public async Task<PredictionOutput[]> RunAsync(
        LoadedModel model, IReadOnlyList<Pixels> prepared, bool wantEmbedding, bool observed, CancellationToken cancellation)
    {
        var embedding = wantEmbedding || (observed && WantsEmbedding);
        queue.Enter(prepared.Count);
        try
        {
            var batches = prepared.Chunk(limits.BatchSize).Select(batch => queue.RunAsync(batch.Length, () =>
            {
                var outputs = Inference.Run(model, batch, embedding);
                if (observed)
                {
                    for (var i = 0; i < outputs.Length; i++)
                        Observe(model, outputs[i], null, batch[i], null);
                }
                return outputs;
            }, cancellation));
            return [.. (await Task.WhenAll(batches)).SelectMany(outputs => outputs)];
        }
        finally
        {
            queue.Leave(prepared.Count);
        }
    }

    private bool WantsEmbedding => Array.Exists(_observers, observer => observer.WantsEmbedding);

    private Task<PredictedPhotos> RunAsync(PhotoBatch batch, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var embedding = batch.Wants.Embedding || WantsEmbedding;
        if (batch.Photos.Count == 1 && batcher.Gathers(batch.Model))
            return RunWithOthersAsync(batch, embedding, cancellation);
        return queue.RunAsync(batch.Photos.Count, () =>
        {
            var queued = Stopwatch.GetElapsedTime(began);
            using var prepared = batch.Prepare();
            var beganInference = Stopwatch.GetTimestamp();
            var outputs = prepared.Pixels.Count == 0 ? [] : Inference.Run(batch.Model, prepared.Pixels, embedding);
            return prepared.Answered(outputs, queued, Stopwatch.GetElapsedTime(beganInference), Observe);
        }, cancellation);
    }

    private async Task<PredictedPhotos> RunWithOthersAsync(PhotoBatch batch, bool embedding, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var (queued, prepared) = await queue.RunAsync(1, () => (Stopwatch.GetElapsedTime(began), batch.Prepare()), cancellation);
        using (prepared)
        {
            if (prepared.Pixels.Count == 0)
                return prepared.Answered([], queued, TimeSpan.Zero, Observe);
            var joined = Stopwatch.GetTimestamp();
            var (output, inference) = await batcher.RunAsync(batch.Model, prepared.Pixels[0], embedding);
            return prepared.Answered([output], queued + Stopwatch.GetElapsedTime(joined) - inference, inference, Observe);
        }
    }

    private void Observe(LoadedModel model, PredictionOutput output, byte[]? file, Pixels prepared, (int, int)? original)
    {
        shadows.Offer(model, output, file, prepared);
        foreach (var observer in _observers)
            observer.Observe(model, output, prepared, original);
    }
}

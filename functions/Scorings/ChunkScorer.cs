using Microsoft.ML.OnnxRuntime;
using PhotoScore.Core.Imaging;
using PhotoScore.Core.Scorings;
using PhotoScore.Functions.Datasets.Chunks;
using PhotoScore.Functions.Predictions;

namespace PhotoScore.Functions.Scorings;

/// <summary>Answers the photos of a chunk: reading, decoding and the network side by side, a bounded number of photos at a time.</summary>
/// <param name="slots">What one process decodes and asks at the same moment, datasets included.</param>
/// <param name="options">How far reading runs ahead.</param>
internal sealed class ChunkScorer(DecodeSlots slots, ScoringOptions options)
{
    // Fixed: how many photos a network sees together may change the last bits of its answers.
    private const int BatchSize = 8;

    /// <summary>One row a photo, in their order; one that can't be answered has an error.</summary>
    public async Task<IReadOnlyList<ScoredPhoto>> ScoreAsync(
        LoadedModel model, IAsyncEnumerable<PhotoToScore> photos, bool embeddings, ChunkTally tally, CancellationToken cancellation)
    {
        // A network whose input has the photo's own size can't take several at once, and such photos are large.
        var any = model.Manifest.Geometry.FixedSize is null;
        var prepared = OrderedWindow.SelectAsync(
            photos, any ? 1 : Math.Max(BatchSize, options.PhotosAhead), (photo, stop) => PrepareAsync(photo, model.Manifest.Geometry, stop), photo => photo.Dispose(), cancellation);
        var answered = OrderedWindow.SelectAsync(
            prepared.Chunk(any ? 1 : BatchSize), slots.Count, (batch, stop) => AnswerAsync(model, batch, embeddings, stop), _ => { }, cancellation);

        var rows = new List<ScoredPhoto>();
        await foreach (var batch in answered)
        {
            rows.AddRange(batch);
            foreach (var row in batch)
                tally.Count(ScoringOutcomes.Of(row, model.Manifest.Classes));
        }
        return rows;
    }

    private async Task<PreparedPhoto> PrepareAsync(PhotoToScore photo, Geometry geometry, CancellationToken cancellation)
    {
        using var opened = await photo.OpenAsync(cancellation);
        return opened.Error is { } error
            ? new(photo, null, error)
            : await slots.RunAsync(() => Prepare(photo, opened.File, geometry), cancellation);
    }

    private static PreparedPhoto Prepare(PhotoToScore photo, ReadOnlyMemory<byte> file, Geometry geometry)
    {
        try
        {
            using var decoded = ImageDecoder.Decode(file);
            return new(photo, Preparation.Prepare(decoded.Pixels, geometry), null);
        }
        catch (ImageRejectedException e)
        {
            return new(photo, null, PhotoError.Of(e));
        }
    }

    private async Task<ScoredPhoto[]> AnswerAsync(LoadedModel model, PreparedPhoto[] batch, bool embeddings, CancellationToken cancellation)
    {
        try
        {
            return await slots.RunAsync(() => Answer(model, batch, embeddings), cancellation);
        }
        finally
        {
            foreach (var photo in batch)
                photo.Dispose();
        }
    }

    private static ScoredPhoto[] Answer(LoadedModel model, PreparedPhoto[] batch, bool embeddings)
    {
        var rows = new ScoredPhoto[batch.Length];
        var ready = batch.Index().Where(photo => photo.Item.Pixels is not null).ToList();
        foreach (var (i, photo) in batch.Index())
            rows[i] = photo.Row() with { ErrorCode = photo.Error?.Code, ErrorMessage = photo.Error?.Message };
        if (ready.Count == 0)
            return rows;
        try
        {
            var outputs = Inference.Run(model, [.. ready.Select(photo => photo.Item.Pixels!)], embeddings);
            foreach (var (output, (i, photo)) in outputs.Zip(ready))
                rows[i] = Answered(photo.Row(), model, output);
        }
        catch (OnnxRuntimeException e) when (model.Manifest.Geometry.FixedSize is null)
        {
            // Of its own size, so it is this photo that the network can't take.
            rows[ready[0].Index] = rows[ready[0].Index] with { ErrorCode = "not-answerable", ErrorMessage = $"The network can't take this photo's size: {e.Message}" };
        }
        return rows;
    }

    private static ScoredPhoto Answered(ScoredPhoto row, LoadedModel model, PredictionOutput output)
    {
        var prediction = Prediction.Of(model.Manifest, output.Probabilities.Span);
        return row with
        {
            Class = prediction.Class,
            Probabilities = output.Probabilities.ToArray(),
            Abstain = prediction.Abstain,
            Embedding = output.Embedding?.ToArray(),
        };
    }

    /// <summary>A photo at the network's size, or why it is not.</summary>
    private sealed record PreparedPhoto(PhotoToScore Photo, Pixels? Pixels, PhotoError? Error) : IDisposable
    {
        public ScoredPhoto Row() => new(Photo.Name) { Split = Photo.Split, Label = Photo.Label };

        public void Dispose() => Pixels?.Dispose();
    }
}

using System.Diagnostics;
using PhotoScore.Core.Imaging;

namespace PhotoScore.Functions.Predictions;

/// <summary>Photos of one request that are decoded one after another and asked about in one run.</summary>
/// <param name="Model">Held by whoever asks.</param>
/// <param name="Photos">Files, or faults that are passed through.</param>
/// <param name="First">The first one's place in the request.</param>
/// <param name="Wants">What is wanted besides probabilities.</param>
internal sealed record PhotoBatch(LoadedModel Model, IReadOnlyList<PhotoInput> Photos, int First, PredictionWants Wants)
{
    /// <summary>Called for each photo that got an answer.</summary>
    public delegate void Observer(LoadedModel model, PredictionOutput output, byte[]? file, Pixels prepared, (int Width, int Height)? original);

    /// <summary>Answers them on the caller's thread.</summary>
    /// <param name="queued">How long they waited.</param>
    /// <param name="embedding">Whether somebody besides the caller wants embeddings.</param>
    /// <param name="observe">Sees each output.</param>
    public PredictedPhotos Run(TimeSpan queued, bool embedding, Observer observe)
    {
        var began = Stopwatch.GetTimestamp();
        var photos = new PredictedPhoto[Photos.Count];
        var prepared = new List<Prepared>(photos.Length);
        var kept = false;
        try
        {
            for (var i = 0; i < photos.Length; i++)
                photos[i] = Prepare(i, prepared);
            var decode = Stopwatch.GetElapsedTime(began);
            if (prepared.Count == 0)
                return new(photos, new(decode, queued, TimeSpan.Zero));

            began = Stopwatch.GetTimestamp();
            var outputs = Inference.Run(Model, [.. prepared.Select(photo => photo.Pixels)], Wants.Embedding || embedding);
            var inference = Stopwatch.GetElapsedTime(began);
            foreach (var (i, photo) in prepared.Index())
            {
                observe(Model, outputs[i], Photos[photo.Index].File, photo.Pixels, photo.Original);
                photos[photo.Index] = new(outputs[i], Wants.Prepared ? photo.Pixels : null);
            }
            kept = Wants.Prepared;
            return new(photos, new(decode, queued, inference));
        }
        finally
        {
            if (!kept)
                prepared.ForEach(photo => photo.Pixels.Dispose());
        }
    }

    private PredictedPhoto Prepare(int i, List<Prepared> prepared)
    {
        if (Photos[i] is { Error: { } error })
            return new(null, Error: error);
        try
        {
            using var decoded = ImageDecoder.Decode(Photos[i].File!);
            Wants.Decoded?.Invoke(First + i, decoded);
            prepared.Add(new(i, Preparation.Prepare(decoded.Pixels, Model.Manifest.Geometry), (decoded.Width, decoded.Height)));
            return new(null);
        }
        catch (ImageRejectedException e)
        {
            return new(null, Error: PhotoError.Of(e));
        }
    }

    private sealed record Prepared(int Index, Pixels Pixels, (int Width, int Height) Original);
}

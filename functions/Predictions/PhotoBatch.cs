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
    /// <summary>Decodes and prepares them on the caller's thread.</summary>
    public PreparedBatch Prepare()
    {
        var began = Stopwatch.GetTimestamp();
        var photos = new PredictedPhoto[Photos.Count];
        var prepared = new List<PreparedPhoto>(photos.Length);
        try
        {
            for (var i = 0; i < photos.Length; i++)
                photos[i] = Prepare(i, prepared);
            return new(this, photos, prepared, Stopwatch.GetElapsedTime(began));
        }
        catch
        {
            prepared.ForEach(photo => photo.Pixels.Dispose());
            throw;
        }
    }

    private PredictedPhoto Prepare(int i, List<PreparedPhoto> prepared)
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
}

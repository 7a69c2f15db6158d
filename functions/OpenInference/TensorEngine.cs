using Microsoft.AspNetCore.Http;
using Microsoft.ML.OnnxRuntime;
using PhotoScore.Core.Imaging;
using PhotoScore.Functions.OpenInference.Requests;
using PhotoScore.Functions.Predictions;

namespace PhotoScore.Functions.OpenInference;

/// <summary>Runs planned inputs on the engine of all predictions, in its queue.</summary>
internal sealed class TensorEngine(Predictor predictor)
{
    /// <summary>Refuses before a body is read for nothing.</summary>
    /// <exception cref="QueueFullException">There is no room for another photo.</exception>
    public void RefuseWhenFull() => predictor.RefuseWhenFull();

    /// <summary>What the network gives for every picture, in their order.</summary>
    /// <param name="model">Held by the caller.</param>
    /// <param name="plan">What to run.</param>
    /// <param name="cancellation">Ends the work between batches.</param>
    /// <exception cref="RefusedRequestException">400: a photo can't be decoded; every such photo is named.</exception>
    /// <exception cref="QueueFullException">Too many photos wait already.</exception>
    public Task<PredictionOutput[]> RunAsync(LoadedModel model, InferencePlan plan, CancellationToken cancellation) => plan.Input switch
    {
        PlannedImages images => ImagesAsync(model, images, plan.WantsEmbedding, cancellation),
        PlannedPhotos photos => PhotosAsync(model, photos, plan.WantsEmbedding, cancellation),
        var other => throw new NotSupportedException($"{other.GetType().Name} can't be run."),
    };

    private async Task<PredictionOutput[]> ImagesAsync(LoadedModel model, PlannedImages images, bool wantEmbedding, CancellationToken cancellation)
    {
        var each = images.Height * images.Width * 3;
        var pictures = new List<Pixels>(images.Count);
        try
        {
            for (var i = 0; i < images.Count; i++)
                pictures.Add(Pixels.Over(images.Pixels.Slice(i * each, each), images.Width, images.Height));
            return await predictor.RunAsync(model, pictures, wantEmbedding, observed: true, cancellation);
        }
        catch (OnnxRuntimeException e) when (model.Manifest.Geometry.FixedSize is null)
        {
            throw Refused($"The network can't take pictures of {images.Width} x {images.Height}: {e.Message}");
        }
        finally
        {
            pictures.ForEach(picture => picture.Dispose());
        }
    }

    private async Task<PredictionOutput[]> PhotosAsync(LoadedModel model, PlannedPhotos photos, bool wantEmbedding, CancellationToken cancellation)
    {
        // The decoder of most files wants an array of its own; a copy of a file is small beside its pixels.
        var inputs = photos.Files.Select(file => new PhotoInput(file.ToArray())).ToList();
        using var predicted = await predictor.PredictAsync(model, inputs, new PredictionWants { Embedding = wantEmbedding }, cancellation);
        var faults = new Faults();
        foreach (var (i, photo) in predicted.Photos.Index())
        {
            if (photo.Error is { } error)
                faults.Add($"Photo {i}", $"can't be answered ({error.Code}): {error.Message}");
        }
        faults.ThrowIfAny();
        return [.. predicted.Photos.Select(photo => photo.Output!.Value)];
    }

    private static RefusedRequestException Refused(string detail) => new(StatusCodes.Status400BadRequest, "Not readable", detail);
}

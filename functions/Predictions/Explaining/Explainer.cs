using Microsoft.AspNetCore.Http;
using PhotoScore.Core.Explaining;
using PhotoScore.Core.Imaging;

namespace PhotoScore.Functions.Predictions;

/// <summary>Explains answers by covering parts of a photo; a bounded number of covered copies is in memory at once.</summary>
internal sealed class Explainer(Predictor predictor, PredictionLimits limits)
{
    private const int MostSamples = 16_000_000;

    /// <summary>Refuses what would take too long.</summary>
    /// <exception cref="RefusedRequestException">There are too many photos, or the network has no input of a fixed size.</exception>
    public void Check(LoadedModel model, int photos)
    {
        if (photos > limits.MaxExplainedPhotos)
        {
            throw new RefusedRequestException(StatusCodes.Status400BadRequest, "Too many to explain",
                $"At most {limits.MaxExplainedPhotos} photos are explained at once, for each takes {OcclusionGrid.Covers} runs of the network: ask for the rest in further requests.");
        }
        if (model.Manifest.Geometry.FixedSize is null)
        {
            throw new RefusedRequestException(StatusCodes.Status409Conflict, "Not possible now",
                $"{model.Manifest.Model} {model.Manifest.Version} takes photos of any size, which would take too long to explain. Leave explain out, or ask another version.");
        }
    }

    /// <summary>Explains one answer.</summary>
    /// <param name="model">Held by the caller.</param>
    /// <param name="prepared">The network's input.</param>
    /// <param name="probabilities">What it gave for that.</param>
    /// <param name="label">The answered class.</param>
    /// <param name="cancellation">Ends it between batches.</param>
    /// <exception cref="QueueFullException">Too many photos wait already.</exception>
    public async Task<Explanation> ExplainAsync(
        LoadedModel model, Pixels prepared, ReadOnlyMemory<float> probabilities, int label, CancellationToken cancellation)
    {
        var grid = new OcclusionGrid(prepared.Width, prepared.Height);
        var evidence = OcclusionGrid.Evidence(probabilities.Span, label);
        var falls = new double[OcclusionGrid.Covers];
        var largest = 0.0;
        var atOnce = Math.Clamp(MostSamples / prepared.Span.Length, 1, limits.BatchSize * limits.Concurrency);
        foreach (var covers in Enumerable.Range(0, OcclusionGrid.Covers).Chunk(atOnce))
        {
            var outputs = await RunAsync(model, grid, prepared, covers, cancellation);
            foreach (var (i, cover) in covers.Index())
            {
                falls[cover] = evidence - OcclusionGrid.Evidence(outputs[i].Probabilities.Span, label);
                largest = Math.Max(largest, probabilities.Span[label] - outputs[i].Probabilities.Span[label]);
            }
        }
        return new("occlusion", model.Manifest.Classes[label], largest, HeatMap.Png(grid.Map(falls), prepared.Width, prepared.Height));
    }

    private async Task<PredictionOutput[]> RunAsync(LoadedModel model, OcclusionGrid grid, Pixels prepared, int[] covers, CancellationToken cancellation)
    {
        var covered = new List<Pixels>(covers.Length);
        try
        {
            foreach (var cover in covers)
            {
                covered.Add(new(prepared.Width, prepared.Height));
                grid.Cover(prepared.Span, cover, covered[^1].Span);
            }
            return await predictor.RunAsync(model, covered, wantEmbedding: false, observed: false, cancellation);
        }
        finally
        {
            covered.ForEach(pixels => pixels.Dispose());
        }
    }
}

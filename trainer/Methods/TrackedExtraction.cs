using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.Layers;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Features;

namespace PhotoScore.Trainer.Methods;

/// <summary>Computes features and says in the status how far it is: a step is a batch.</summary>
/// <param name="context">Where the status is.</param>
/// <param name="trunk">Computes them.</param>
/// <param name="layer">The layer whose outputs they are.</param>
/// <param name="photos">How many photos are embedded in all, mirrored ones counted of their own.</param>
/// <param name="epochs">How many epochs follow.</param>
internal sealed class TrackedExtraction(TrainingContext context, Network trunk, LayerNode layer, int photos, int epochs = 0)
{
    private readonly FeatureExtraction _extraction = new(
        trunk, layer, context.Plan.BatchSize, context.Dataset.PhotosSha256, context.Features, context.Settings, context.Time);

    public async Task<FeatureMatrix> OfAsync(string split, PhotoSet set, bool mirrored, CancellationToken cancellation)
    {
        context.Log.Write($"Embedding {set.Count:N0} {(mirrored ? "mirrored " : "")}photos of the {split} split by {layer.Name} …");
        return await _extraction.OfAsync(split, set, mirrored, Say, cancellation);
    }

    private void Say(ExtractionProgress progress)
    {
        var (done, rate) = (progress.Done, progress.PhotosPerSecond);
        context.Reporter.Say(status => status with
        {
            Stage = TrainingStage.Training,
            Epochs = epochs,
            Step = Batches(done),
            Steps = Batches(photos),
            PhotosPerSecond = Math.Round(rate, 1),
            SecondsLeft = rate > 0 ? Math.Round((photos - done) / rate) : null,
        });
    }

    private long Batches(int count) => (count + context.Plan.BatchSize - 1) / context.Plan.BatchSize;
}

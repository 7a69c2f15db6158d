using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.Layers;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Features;

namespace PhotoScore.Trainer.Methods;

/// <summary>Computes features and says in the status how far it is: a step is a batch.</summary>
internal sealed class TrackedExtraction(TrainingContext context, Network trunk, LayerNode layer, int photos)
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
            Epochs = 0,
            Step = Batches(done),
            Steps = Batches(photos),
            PhotosPerSecond = Math.Round(rate, 1),
            SecondsLeft = rate > 0 ? Math.Round((photos - done) / rate) : null,
        });
    }

    private long Batches(int count) => (count + context.Plan.BatchSize - 1) / context.Plan.BatchSize;
}

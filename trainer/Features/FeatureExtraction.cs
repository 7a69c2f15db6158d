using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.Layers;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Jobs;
using TorchSharp;

namespace PhotoScore.Trainer.Features;

/// <summary>How far an extraction is.</summary>
/// <param name="Done">Photos embedded, mirrored ones counted of their own.</param>
/// <param name="PhotosPerSecond">In this run; 0 before the first batch.</param>
internal readonly record struct ExtractionProgress(int Done, double PhotosPerSecond);

/// <summary>Computes features batch by batch with a frozen trunk, each photo once: what a run before this one kept is not computed again.</summary>
internal sealed class FeatureExtraction(
    Network network, LayerNode layer, int batchSize, string photosSha256, IFeatureStore store, JobSettings settings, TimeProvider time)
{
    private readonly long _begun = time.GetTimestamp();
    private int _done;
    private int _computed;

    /// <summary>The features of a split.</summary>
    /// <param name="split">Its name.</param>
    /// <param name="photos">Its photos.</param>
    /// <param name="mirrored">Whether left and right are changed first.</param>
    /// <param name="progress">Told after every batch.</param>
    /// <param name="cancellation">Stops after the batch under way; what is computed is kept where the run goes on elsewhere.</param>
    public async Task<FeatureMatrix> OfAsync(string split, PhotoSet photos, bool mirrored, Action<ExtractionProgress> progress, CancellationToken cancellation)
    {
        var name = FeatureName.Of(network, layer, photosSha256, mirrored ? $"{split}-mirrored" : split, batchSize);
        var columns = ((Shape.Features)layer.Shape).Count;
        var features = new FeatureMatrix(new float[photos.Count * columns], columns);
        var kept = Take(await store.LoadAsync(name, cancellation), features);
        _done += kept;
        progress(new ExtractionProgress(_done, 0));
        await Task.Factory.StartNew(
            () => Compute(name, photos, mirrored, features, kept, progress, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return features;
    }

    // Only whole batches count: another cut of the photos into batches would give other last bits.
    private int Take(IReadOnlyList<FeaturePart> parts, FeatureMatrix features)
    {
        var end = 0;
        foreach (var part in parts)
        {
            if (part.Features.Columns != features.Columns || part.End > features.Rows || (part.End % batchSize != 0 && part.End != features.Rows))
                break;
            part.Features.Values.CopyTo(features.Values, part.First * features.Columns);
            end = part.End;
            torch.set_num_threads(part.Threads);
        }

        return end;
    }

    private void Compute(
        string name, PhotoSet photos, bool mirrored, FeatureMatrix features, int kept, Action<ExtractionProgress> progress, CancellationToken cancellation)
    {
        var (done, saved) = (kept, time.GetTimestamp());
        if (done == photos.Count)
            return;
        using var loader = new BatchLoader(photos, batchSize);
        try
        {
            foreach (var batch in loader.InOrder(done / batchSize, mirrored, cancellation))
            {
                // Once given back a batch may hold other photos, and another number of them.
                var count = batch.Count;
                using (batch)
                    Embed(batch, features, done);
                done += count;
                (_done, _computed) = (_done + count, _computed + count);
                progress(new ExtractionProgress(_done, _computed / time.GetElapsedTime(_begun).TotalSeconds));
                cancellation.ThrowIfCancellationRequested();
                if (time.GetElapsedTime(saved) >= settings.CheckpointEvery)
                    Keep(cancellation);
            }

            Keep(cancellation);
        }
        catch (OperationCanceledException) when (settings.SaveWhenStopped())
        {
            Keep(CancellationToken.None);
            throw;
        }

        void Keep(CancellationToken until)
        {
            if (done == kept)
                return;
            var part = new FeatureMatrix(features.Values[(kept * features.Columns)..(done * features.Columns)], features.Columns);
            store.SaveAsync(name, new FeaturePart(kept, part, torch.get_num_threads()), until).GetAwaiter().GetResult();
            (kept, saved) = (done, time.GetTimestamp());
        }
    }

    private void Embed(Batch batch, FeatureMatrix features, int first)
    {
        using var scope = torch.NewDisposeScope();
        var outputs = network.Output(layer, batch.Pixels()).cpu();
        outputs.data<float>().CopyTo(features.Values, first * features.Columns);
    }
}

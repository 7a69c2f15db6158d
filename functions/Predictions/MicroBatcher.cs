using PhotoScore.Core.Imaging;

namespace PhotoScore.Functions.Predictions;

/// <summary>
/// Gathers single photos of different requests into one run, where a device answers many as fast as one. The first photo of a batch waits for others for
/// the configured delay at most; a full batch runs at once.
/// </summary>
internal sealed class MicroBatcher(PredictionLimits limits, PredictionQueue queue, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<LoadedModel, Gathering> _gathering = [];

    /// <summary>Whether photos of a model are gathered: their networks' inputs must be of one size.</summary>
    public bool Gathers(LoadedModel model) => limits.MicroBatchDelay > TimeSpan.Zero && model.Manifest.Geometry.FixedSize is not null;

    /// <summary>What the network gives for one photo, out of a run with others.</summary>
    /// <param name="model">Held by the caller.</param>
    /// <param name="prepared">RGB of the model's size; left as it is, and needed until the answer is there.</param>
    /// <param name="wantEmbedding">Whether to give the embedding too.</param>
    public async Task<BatchedOutput> RunAsync(LoadedModel model, Pixels prepared, bool wantEmbedding)
    {
        var (batch, place) = Join(model, prepared, wantEmbedding);
        var (outputs, inference) = await batch.Ran.Task;
        return new(outputs[place], inference);
    }

    private (Gathering Batch, int Place) Join(LoadedModel model, Pixels prepared, bool wantEmbedding)
    {
        Gathering batch;
        int place;
        var (begun, full) = (false, false);
        lock (_lock)
        {
            if (!_gathering.TryGetValue(model, out batch!))
            {
                _gathering[model] = batch = new(model);
                begun = true;
            }
            place = batch.Photos.Count;
            batch.Photos.Add(prepared);
            batch.WantEmbedding |= wantEmbedding;
            if (batch.Photos.Count >= limits.BatchSize)
                full = _gathering.Remove(model);
        }
        if (full)
            _ = FlushAsync(batch);
        else if (begun)
            _ = FlushLaterAsync(batch);
        return (batch, place);
    }

    private async Task FlushLaterAsync(Gathering batch)
    {
        await Task.Delay(limits.MicroBatchDelay, time);
        lock (_lock)
        {
            // It was full before, and another one may be gathering in its place.
            if (!_gathering.TryGetValue(batch.Model, out var there) || there != batch)
                return;
            _gathering.Remove(batch.Model);
        }
        await FlushAsync(batch);
    }

    private async Task FlushAsync(Gathering batch)
    {
        try
        {
            batch.Ran.SetResult(await queue.RunAsync(batch.Photos.Count, () =>
            {
                var began = time.GetTimestamp();
                var outputs = Inference.Run(batch.Model, batch.Photos, batch.WantEmbedding);
                return (outputs, time.GetElapsedTime(began));
            }, CancellationToken.None));
        }
        catch (Exception e)
        {
            batch.Ran.SetException(e);
        }
    }

    private sealed class Gathering(LoadedModel model)
    {
        public LoadedModel Model => model;

        public List<Pixels> Photos { get; } = [];

        public bool WantEmbedding { get; set; }

        public TaskCompletionSource<(PredictionOutput[] Outputs, TimeSpan Inference)> Ran { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>One photo's part of a run with others.</summary>
/// <param name="Output">What the network gave.</param>
/// <param name="Inference">How long the run took, for all of its photos.</param>
internal readonly record struct BatchedOutput(PredictionOutput Output, TimeSpan Inference);

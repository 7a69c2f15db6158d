using System.Diagnostics;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Evaluation;
using PhotoScore.Trainer.Optimization;
using TorchSharp;

namespace PhotoScore.Benchmarks.Training;

/// <summary>Photos a second of one architecture's training: steps on one batch that never changes, and epochs with loading and augmentation.</summary>
internal sealed class StepRates : IDisposable
{
    private readonly Network _network;
    private readonly TrainingPlan _plan;
    private readonly TrainingStep _step;
    private readonly PhotoSet _photos;
    private readonly BatchLoader _loader;
    private readonly AugmentationSettings _augmentation = new() { Zoom = 0.1, RotationDegrees = 10, HorizontalFlip = true };
    private int _epoch;

    public StepRates(string architecture, int batch, int batches)
    {
        var chosen = ArchitectureCatalog.Find(architecture);
        var request = new TrainingRequest { Dataset = Core.Naming.DatasetName.Parse("bench"), Architecture = architecture, BatchSize = batch };
        _plan = TrainingPlan.For(request, chosen.Defaults);
        _network = new Network(chosen, classCount: 2, seed: 1);
        var before = Environment.CpuUsage.TotalTime;
        (_photos, DecodeSecondsPerPhoto) = SmoothPhotos.Decode(batch * batches, chosen.Geometry);
        DecodeMilliseconds = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / _photos.Count;
        _step = new TrainingStep(_network, _plan, [_photos.Count / 2, _photos.Count / 2]);
        _loader = new BatchLoader(_photos, batch);
    }

    /// <summary>Wall seconds to decode and resize a photo before the first epoch, on all cores.</summary>
    public double DecodeSecondsPerPhoto { get; }

    /// <summary>The processor's milliseconds for it, with those of writing the photos that are decoded.</summary>
    public double DecodeMilliseconds { get; }

    public torch.ScalarType Precision { set => _network.Precision = value; }

    /// <summary>Steps on the same tensors.</summary>
    public double Pure(int steps)
    {
        using var epoch = _loader.InOrder(CancellationToken.None).GetEnumerator();
        epoch.MoveNext();
        using var batch = epoch.Current;
        var answers = new ConfusionCounts(2);
        _step.Run(batch, 0, 1e-4, answers);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < steps; i++)
            _step.Run(batch, i, 1e-4, answers);
        return batch.Count * steps / watch.Elapsed.TotalSeconds;
    }

    /// <summary>A whole epoch of augmented photos.</summary>
    public double Epoch()
    {
        var answers = new ConfusionCounts(2);
        var (step, watch) = (0, Stopwatch.StartNew());
        foreach (var batch in _loader.Epoch(seed: 1, ++_epoch, _augmentation, first: 0, CancellationToken.None))
        {
            using (batch)
                _step.Run(batch, step++, 1e-4, answers);
        }

        return _photos.Count / watch.Elapsed.TotalSeconds;
    }

    /// <summary>The processor's milliseconds for a photo of a step in float32.</summary>
    public double StepMilliseconds(int steps)
    {
        Precision = torch.float32;
        var before = Environment.CpuUsage.TotalTime;
        Pure(steps);
        // One step comes before those that are timed by the clock.
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / ((steps + 1) * (double)_loader.Photos / _loader.BatchesPerEpoch);
    }

    /// <summary>The processor's milliseconds to load and change a photo.</summary>
    public double AugmentationMilliseconds()
    {
        const int Epochs = 5;
        var before = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < Epochs; i++)
        {
            foreach (var batch in _loader.Epoch(seed: 1, ++_epoch, _augmentation, first: 0, CancellationToken.None))
                batch.Dispose();
        }

        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / (Epochs * _photos.Count);
    }

    public void Dispose()
    {
        _loader.Dispose();
        _step.Dispose();
        _photos.Dispose();
        _network.Dispose();
    }
}

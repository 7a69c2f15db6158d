using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Checkpoints;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Diagnosis;
using PhotoScore.Trainer.Native;
using TorchSharp;

namespace PhotoScore.Trainer.Optimization;

/// <summary>
/// Trains a network epoch by epoch. What it does at a step depends on the plan, the photos and the step alone, so a run that is stopped
/// anywhere and goes on from its checkpoint ends with the same weights, bit for bit (at the same number of Torch threads).
/// </summary>
internal sealed class TrainingLoop : IDisposable
{
    private readonly Network _network;
    private readonly TrainingPlan _plan;
    private readonly ILesson _lesson;
    private readonly string _photosSha256;
    private readonly BatchLoader _loader;
    private readonly TrainingStep _step;
    private readonly Unfreezing _unfreezing;
    private readonly TrainingProgress _progress;
    private byte[]? _best;

    /// <summary>Learns to tell the classes of photos apart.</summary>
    /// <exception cref="InvalidOperationException">The plan asks for what this network or these classes can't; the message says what to change.</exception>
    public TrainingLoop(Network network, TrainingPlan plan, PhotoSet train, PhotoSet validation, string photosSha256, TimeProvider time)
        : this(network, plan, train, new ClassLesson(plan, train, validation), photosSha256, time)
    {
    }

    /// <summary>Learns a lesson.</summary>
    /// <exception cref="InvalidOperationException">The plan asks for what this network or these classes can't; the message says what to change.</exception>
    public TrainingLoop(Network network, TrainingPlan plan, PhotoSet train, ILesson lesson, string photosSha256, TimeProvider time)
    {
        (_network, _plan, _lesson, _photosSha256) = (network, plan, lesson, photosSha256);
        _unfreezing = new Unfreezing(plan.Unfreeze, network.Architecture);
        _unfreezing.Check(network.Graph);
        // The optimizer has to know all that will ever learn; what has no gradient yet it leaves alone.
        network.TrainFrom(_unfreezing.Widest);
        network.Precision = plan.TorchPrecision;
        if (network.Device.type == DeviceType.CUDA)
            CudnnBenchmark.Enable();
        _step = new TrainingStep(network, plan, lesson.NewLoss(network));
        network.TrainFrom(_unfreezing.From(1));
        _loader = new BatchLoader(train, plan.BatchSize, lesson.PhotosPerEpoch);
        _progress = new TrainingProgress(network.ClassCount, time);
    }

    /// <summary>Pauses after this epoch, between which and the plan's last one it can be resumed.</summary>
    public int UntilEpoch { get; init; } = int.MaxValue;

    /// <inheritdoc cref="TrainingProgress.Epoch"/>
    public int Epoch => _progress.Epoch;

    /// <inheritdoc cref="TrainingProgress.Step"/>
    public long Step => _progress.Step;

    /// <summary>Steps at most.</summary>
    public long Steps => (long)_plan.Epochs * _loader.BatchesPerEpoch;

    /// <inheritdoc cref="TrainingProgress.Curve"/>
    public IReadOnlyList<EpochMetrics> Curve => _progress.Curve;

    /// <inheritdoc cref="TrainingProgress.BestEpoch"/>
    public int BestEpoch => _progress.BestEpoch;

    /// <summary>Photos a second in the epoch under way, or in the last one where that has just begun; 0 before the first step.</summary>
    public double PhotosPerSecond => _progress.Answers.Photos > 0 ? _progress.Answers.Photos / _progress.EpochSeconds
        : Curve.Count > 0 ? _loader.Photos / Curve[^1].Seconds
        : 0;

    /// <summary>Photos still to be learned from if all epochs of this run are run.</summary>
    public long PhotosLeft => ((long)Math.Min(UntilEpoch, _plan.Epochs) * _loader.Photos) - ((long)Curve.Count * _loader.Photos) - _progress.Answers.Photos;

    private bool Done => Epoch > _plan.Epochs || (_plan.EarlyStopping > 0 && Curve.Count - BestEpoch >= _plan.EarlyStopping);

    /// <summary>Trains to the end.</summary>
    /// <param name="afterStep">Called after every step, between which the training can be saved.</param>
    /// <param name="cancellation">Stops after the step under way.</param>
    public void Run(Action afterStep, CancellationToken cancellation)
    {
        _progress.Start();
        while (!Done && Epoch <= UntilEpoch)
        {
            _network.TrainFrom(_unfreezing.From(Epoch));
            // None are left where the run was stopped while it measured the validation split.
            foreach (var batch in _loader.Epoch(_lesson.Order(_plan.Seed, Epoch), _plan.Seed, Epoch, _plan.Augmentation, _progress.Batch, cancellation))
            {
                using (batch)
                    Learn(batch);
                _progress.EndStep();
                // The last step of an epoch is reported with the epoch's metrics.
                if (_progress.Batch < _loader.BatchesPerEpoch)
                    Report();
            }

            EndEpoch(cancellation);
            Report();
        }

        void Report()
        {
            afterStep();
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <exception cref="DiagnosedException">Nothing can be learned from there on.</exception>
    private void Learn(Batch batch)
    {
        var rate = LearningRate(Step);
        LossNotFinite.RefuseInTraining(_step.Run(batch, Step, rate, _progress.Answers), Epoch, Step + 1, rate);
    }

    private void EndEpoch(CancellationToken cancellation)
    {
        var rate = LearningRate(Step - 1);
        using var lent = AsServed();
        var validation = _lesson.Validate(_network, cancellation);
        LossNotFinite.RefuseInValidation(validation.Loss, Epoch, rate);
        if (_progress.EndEpoch(rate, validation))
            _best = Weights();
    }

    /// <summary>Leaves the network with the weights that are measured and published, which an average may have, until the result is disposed.</summary>
    public IDisposable? AsServed() => _step.Average?.Lend();

    private double LearningRate(long step) =>
        LearningRateSchedule.At(_plan.Schedule, _plan.LearningRate, step, Steps, Curve.Select(epoch => epoch.Validation.Loss));

    /// <summary>
    /// The weights after the best epoch and after the last one, as safetensors, averaged where the plan wants it; leaves the network with the best.
    /// </summary>
    public (byte[] Best, byte[] Last) Finish()
    {
        var last = Average() ?? Weights();
        _network.LoadState(new MemoryStream(_best!));
        return (_best!, last);
    }

    /// <summary>All that is needed to go on from here.</summary>
    public CheckpointFile Save()
    {
        var optimizer = new MemoryStream();
        using (var writer = new BinaryWriter(optimizer, System.Text.Encoding.UTF8, leaveOpen: true))
            _step.Optimizer.save_state_dict(writer);
        var state = new CheckpointState
        {
            Plan = _plan,
            PhotosSha256 = _photosSha256,
            Threads = torch.get_num_threads(),
            Epoch = Epoch,
            Batch = _progress.Batch,
            Step = Step,
            MicroBatch = _step.MicroBatches.Size,
            EpochSeconds = _progress.EpochSeconds,
            EpochConfusion = _progress.Answers.Matrix,
            EpochLossSum = _progress.Answers.LossSum,
            Curve = [.. Curve],
            BestEpoch = BestEpoch,
            RandomState = _network.RandomState,
        };
        return new CheckpointFile(state, Weights(), _best, Average(), optimizer.ToArray());
    }

    /// <summary>Goes on from a checkpoint, unless it belongs to another plan or dataset.</summary>
    /// <returns>False where it was not taken; the training then starts from the beginning.</returns>
    public bool TryResume(CheckpointFile checkpoint)
    {
        var state = checkpoint.State;
        if (!state.Plan.IsSameAs(_plan) || state.PhotosSha256 != _photosSha256)
            return false;

        torch.set_num_threads(state.Threads);
        if (checkpoint.Average is { } average)
        {
            using var lent = AsServed();
            _network.LoadState(new MemoryStream(average));
        }

        _network.LoadState(new MemoryStream(checkpoint.Last));
        _network.RandomState = state.RandomState;
        using (var reader = new BinaryReader(new MemoryStream(checkpoint.Optimizer)))
            _step.Optimizer.load_state_dict(reader);
        _step.MicroBatches.Resume(state.MicroBatch);
        _progress.Resume(state);
        _best = checkpoint.Best;
        return true;
    }

    private byte[]? Average()
    {
        using var lent = AsServed();
        return lent is null ? null : Weights();
    }

    private byte[] Weights()
    {
        var stream = new MemoryStream();
        _network.SaveState(stream);
        return stream.ToArray();
    }

    public void Dispose()
    {
        _step.Dispose();
        _loader.Dispose();
    }
}

using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Checkpoints;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Diagnosis;
using PhotoScore.Trainer.Evaluation;
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
    private readonly TimeProvider _time;
    private readonly BatchLoader _loader;
    private readonly TrainingStep _step;
    private readonly List<EpochMetrics> _curve = [];
    private ConfusionCounts _answers;
    private byte[]? _best;
    private int _batch;
    private double _secondsBefore;
    private long _resumedAt;

    /// <summary>Learns to tell the classes of photos apart.</summary>
    public TrainingLoop(Network network, TrainingPlan plan, PhotoSet train, PhotoSet validation, string photosSha256, TimeProvider time)
        : this(network, plan, train, new ClassLesson(plan, train, validation), photosSha256, time)
    {
    }

    public TrainingLoop(Network network, TrainingPlan plan, PhotoSet train, ILesson lesson, string photosSha256, TimeProvider time)
    {
        (_network, _plan, _lesson, _photosSha256, _time) = (network, plan, lesson, photosSha256, time);
        _loader = new BatchLoader(train, plan.BatchSize, lesson.PhotosPerEpoch);
        network.Precision = plan.Precision == "bfloat16" ? torch.bfloat16 : torch.float32;
        _step = new TrainingStep(network, plan, lesson.NewLoss(network));
        _answers = new ConfusionCounts(network.ClassCount);
    }

    /// <summary>Pauses after this epoch, between which and the plan's last one it can be resumed.</summary>
    public int UntilEpoch { get; init; } = int.MaxValue;

    /// <summary>The epoch under way, from 1.</summary>
    public int Epoch { get; private set; } = 1;

    /// <summary>Steps done in all.</summary>
    public long Step { get; private set; }

    /// <summary>Steps at most.</summary>
    public long Steps => (long)_plan.Epochs * _loader.BatchesPerEpoch;

    /// <summary>The finished epochs.</summary>
    public IReadOnlyList<EpochMetrics> Curve => _curve;

    /// <summary>The epoch with the lowest validation loss; 0 before the first is done.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>Photos a second in the epoch under way, or in the last one where that has just begun; 0 before the first step.</summary>
    public double PhotosPerSecond => _answers.Photos > 0 ? _answers.Photos / EpochSeconds
        : _curve.Count > 0 ? _loader.Photos / _curve[^1].Seconds
        : 0;

    /// <summary>Photos still to be learned from if all epochs of this run are run.</summary>
    public long PhotosLeft => ((long)Math.Min(UntilEpoch, _plan.Epochs) * _loader.Photos) - ((long)_curve.Count * _loader.Photos) - _answers.Photos;

    private double EpochSeconds => _secondsBefore + _time.GetElapsedTime(_resumedAt).TotalSeconds;

    private bool Done => Epoch > _plan.Epochs || (_plan.EarlyStopping > 0 && _curve.Count - BestEpoch >= _plan.EarlyStopping);

    /// <summary>Trains to the end.</summary>
    /// <param name="afterStep">Called after every step, between which the training can be saved.</param>
    /// <param name="cancellation">Stops after the step under way.</param>
    public void Run(Action afterStep, CancellationToken cancellation)
    {
        _resumedAt = _time.GetTimestamp();
        while (!Done && Epoch <= UntilEpoch)
        {
            // None are left where the run was stopped while it measured the validation split.
            foreach (var batch in _loader.Epoch(_lesson.Order(_plan.Seed, Epoch), _plan.Seed, Epoch, _plan.Augmentation, _batch, cancellation))
            {
                using (batch)
                    Learn(batch);
                _batch++;
                Step++;
                // The last step of an epoch is reported with the epoch's metrics.
                if (_batch < _loader.BatchesPerEpoch)
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
        LossNotFinite.RefuseInTraining(_step.Run(batch, Step, rate, _answers), Epoch, Step + 1, rate);
    }

    private void EndEpoch(CancellationToken cancellation)
    {
        var rate = LearningRate(Step - 1);
        using (_step.Average?.Lend())
        {
            var validation = _lesson.Validate(_network, cancellation);
            LossNotFinite.RefuseInValidation(validation.Loss, Epoch, rate);
            _curve.Add(new EpochMetrics(Epoch, rate, _answers.Metrics, validation, EpochSeconds));
            if (BestEpoch == 0 || validation.Loss < _curve[BestEpoch - 1].Validation.Loss)
                (BestEpoch, _best) = (Epoch, Weights());
        }

        _answers = new ConfusionCounts(_network.ClassCount);
        (Epoch, _batch, _secondsBefore, _resumedAt) = (Epoch + 1, 0, 0, _time.GetTimestamp());
    }

    private double LearningRate(long step) =>
        LearningRateSchedule.At(_plan.Schedule, _plan.LearningRate, step, Steps, _curve.Select(epoch => epoch.Validation.Loss));

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
            Batch = _batch,
            Step = Step,
            MicroBatch = _step.MicroBatches.Size,
            EpochSeconds = EpochSeconds,
            EpochConfusion = _answers.Matrix,
            EpochLossSum = _answers.LossSum,
            Curve = [.. _curve],
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
            using var lent = _step.Average!.Lend();
            _network.LoadState(new MemoryStream(average));
        }

        _network.LoadState(new MemoryStream(checkpoint.Last));
        _network.RandomState = state.RandomState;
        using (var reader = new BinaryReader(new MemoryStream(checkpoint.Optimizer)))
            _step.Optimizer.load_state_dict(reader);
        (Epoch, _batch, Step, _secondsBefore, BestEpoch, _best) =
            (state.Epoch, state.Batch, state.Step, state.EpochSeconds, state.BestEpoch, checkpoint.Best);
        _step.MicroBatches.Resume(state.MicroBatch);
        _answers.Restore(state.EpochConfusion, state.EpochLossSum);
        _curve.AddRange(state.Curve);
        return true;
    }

    private byte[]? Average()
    {
        using var lent = _step.Average?.Lend();
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

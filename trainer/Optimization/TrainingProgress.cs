using PhotoScore.Core.Training;
using PhotoScore.Trainer.Checkpoints;
using PhotoScore.Trainer.Evaluation;

namespace PhotoScore.Trainer.Optimization;

/// <summary>Where a training stands, besides its tensors.</summary>
internal sealed class TrainingProgress(int classes, TimeProvider time)
{
    private readonly List<EpochMetrics> _curve = [];
    private double _secondsBefore;
    private long _resumedAt;

    /// <summary>The epoch under way, from 1.</summary>
    public int Epoch { get; private set; } = 1;

    /// <summary>The batch of that epoch that comes next, from 0.</summary>
    public int Batch { get; private set; }

    /// <summary>Steps done in all.</summary>
    public long Step { get; private set; }

    /// <summary>The finished epochs.</summary>
    public IReadOnlyList<EpochMetrics> Curve => _curve;

    /// <summary>The epoch with the lowest validation loss; 0 before the first is done.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>This epoch's answers so far.</summary>
    public ConfusionCounts Answers { get; private set; } = new(classes);

    /// <summary>Seconds spent on this epoch, those of attempts before included.</summary>
    public double EpochSeconds => _secondsBefore + time.GetElapsedTime(_resumedAt).TotalSeconds;

    /// <summary>Time counts from here.</summary>
    public void Start() => _resumedAt = time.GetTimestamp();

    public void EndStep() => (Batch, Step) = (Batch + 1, Step + 1);

    /// <summary>Closes the epoch and begins the next one.</summary>
    /// <returns>Whether none before had a lower validation loss.</returns>
    public bool EndEpoch(double learningRate, SplitMetrics validation)
    {
        var best = BestEpoch == 0 || validation.Loss < _curve[BestEpoch - 1].Validation.Loss;
        _curve.Add(new EpochMetrics(Epoch, learningRate, Answers.Metrics, validation, EpochSeconds));
        if (best)
            BestEpoch = Epoch;
        Answers = new ConfusionCounts(classes);
        (Epoch, Batch, _secondsBefore, _resumedAt) = (Epoch + 1, 0, 0, time.GetTimestamp());
        return best;
    }

    /// <summary>Goes on where another run stopped.</summary>
    public void Resume(CheckpointState state)
    {
        (Epoch, Batch, Step, _secondsBefore, BestEpoch) = (state.Epoch, state.Batch, state.Step, state.EpochSeconds, state.BestEpoch);
        Answers.Restore(state.EpochConfusion, state.EpochLossSum);
        _curve.AddRange(state.Curve);
    }
}

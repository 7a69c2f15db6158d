using PhotoScore.Core.Training;

namespace PhotoScore.Functions.Training;

/// <summary>What to do about a training.</summary>
internal enum TrainingVerdict
{
    Wait,
    Resubmit,
    Done,
    Cancel,
    Fail,
}

/// <summary>What the orchestration remembers of a training between two looks, and across its generations.</summary>
internal sealed record TrainingWatch
{
    /// <summary>Which training.</summary>
    public required TrainingKey Key { get; init; }

    /// <summary>Its limits.</summary>
    public required TrainingLimits Limits { get; init; }

    /// <summary>Submissions so far.</summary>
    public int Attempt { get; init; }

    /// <summary>The numbers up to which earlier submissions were counted: those of a trial on its lower rungs. 0 for most.</summary>
    public int Before { get; init; }

    /// <summary>The latest sign of life.</summary>
    public TrainingBeat? Beat { get; init; }

    /// <summary>When it was first seen, or the submission when there was none since, by the orchestration's clock: the trainer's may be wrong.</summary>
    public DateTime AliveAt { get; init; }

    /// <summary>Whether there was a sign of life since the latest submission.</summary>
    public bool Begun { get; init; }

    /// <summary>After a submission.</summary>
    public TrainingWatch Submitted(DateTime now) => this with { Attempt = Attempt + 1, AliveAt = now, Begun = false };

    /// <summary>After a look at storage.</summary>
    public TrainingWatch Seen(TrainingPulse pulse, DateTime now) =>
        pulse.Beat is { } beat && beat != Beat && beat.Attempt > Before ? this with { Beat = beat, AliveAt = now, Begun = true } : this;

    /// <summary>Decides, once what was seen is noted by <see cref="Seen"/>.</summary>
    public TrainingVerdict Judge(TrainingPulse pulse, DateTime now) => pulse switch
    {
        { Published: true } => TrainingVerdict.Done,
        { Cancelled: true } => TrainingVerdict.Cancel,
        // A stale word of an attempt that was given up is not the verdict on the one that runs.
        { Stage: TrainingStage.Failed } when pulse.Beat!.Attempt >= Before + Attempt => TrainingVerdict.Fail,
        { Stage: TrainingStage.Cancelled } when pulse.Beat!.Attempt >= Before + Attempt => TrainingVerdict.Cancel,
        _ when now - AliveAt <= (Begun ? Limits.HeartbeatTimeout : Limits.QueueTimeout) => TrainingVerdict.Wait,
        _ => Attempt <= Limits.Resubmissions ? TrainingVerdict.Resubmit : TrainingVerdict.Fail,
    };

    /// <summary>Whether a hint speaks of something that was seen already.</summary>
    public bool Knows(TrainingEvent? hint) =>
        hint is not null && Beat is not null && (hint.Attempt, hint.Sequence).CompareTo((Beat.Attempt, Beat.Sequence)) <= 0;

    /// <summary>Why it failed, with the end of the trainer's log.</summary>
    public string Complaint(TrainingPulse pulse)
    {
        var reason = pulse.Stage == TrainingStage.Failed
            ? pulse.Error ?? "The trainer gave no reason."
            : $"The trainer stopped answering in each of {Attempt} attempts. Look at the pool or the worker, then train again.";
        return pulse.LogTail.Count == 0 ? reason : $"{reason}\nLast lines of its log:\n{string.Join('\n', pulse.LogTail)}";
    }
}

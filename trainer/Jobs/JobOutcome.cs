namespace PhotoScore.Trainer.Jobs;

/// <summary>How a run ended; the number is the process's exit code.</summary>
internal enum JobOutcome
{
    /// <summary>The model is published, or the trial of a sweep measured.</summary>
    Published = 0,

    /// <summary>It can't succeed; the status says why.</summary>
    Failed = 1,

    /// <summary>A user cancelled it.</summary>
    Cancelled = 3,

    /// <summary>A newer attempt speaks for the training now.</summary>
    Superseded = 4,

    /// <summary>The process was asked to stop and saved a checkpoint: run it again (EX_TEMPFAIL of sysexits.h).</summary>
    Stopped = 75,
}

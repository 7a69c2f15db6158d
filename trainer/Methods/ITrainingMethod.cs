namespace PhotoScore.Trainer.Methods;

/// <summary>A way to learn: it takes photos and a plan, and gives a network.</summary>
internal interface ITrainingMethod
{
    /// <summary>
    /// Learns from the train split and chooses by the validation split; never looks at the test split. Says how far it is in the status, and goes on
    /// from what an earlier attempt left behind.
    /// </summary>
    /// <returns>What was learned, which the caller disposes.</returns>
    /// <exception cref="InvalidOperationException">The training can't succeed; the message says what to do.</exception>
    Task<Learned> LearnAsync(TrainingContext context, CancellationToken cancellation);
}

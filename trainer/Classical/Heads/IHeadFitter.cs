namespace PhotoScore.Trainer.Classical.Heads;

/// <summary>Fits a classifier to features.</summary>
internal interface IHeadFitter
{
    /// <param name="data">The train split.</param>
    /// <param name="log">Told what a person wants to know.</param>
    /// <param name="cancellation">Stops it.</param>
    FittedHead Fit(LabelledFeatures data, Action<string> log, CancellationToken cancellation);
}

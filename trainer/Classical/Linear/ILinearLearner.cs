namespace PhotoScore.Trainer.Classical.Linear;

/// <summary>Fits a linear model.</summary>
internal interface ILinearLearner
{
    /// <summary>Whether its values are log-odds already; otherwise they are calibrated.</summary>
    bool GivesLogOdds { get; }

    /// <summary>One model for each C, lazily; each is begun where the one before ended, so rising values are quickest.</summary>
    IEnumerable<LinearModel> Path(LinearProblem problem, IEnumerable<double> cs, CancellationToken cancellation);
}

namespace PhotoScore.Trainer.Classical.Linear;

/// <summary>A value of C, and what it was worth on photos that were not learned from, where any were left out.</summary>
/// <param name="C">The value.</param>
/// <param name="Scales">What makes log-odds of each output's values; none where no photo was left out.</param>
internal sealed record CandidateC(double C, IReadOnlyList<(double Factor, double Offset)> Scales)
{
    /// <summary>The answers; null where no photo was left out.</summary>
    public LeftOut? LeftOut { get; init; }

    /// <summary>The cross-entropy of each photo, natural logarithm.</summary>
    public IReadOnlyList<double> Losses { get; init; } = [];

    /// <summary>Its mean over photos.</summary>
    public double LogLoss => Losses.Average();
}

namespace PhotoScore.Core.Training.Sweeps;

/// <summary>How a trial answered the validation split on a rung.</summary>
/// <param name="Trial">Its number.</param>
/// <param name="BalancedAccuracy">What trials are compared by: the number that its version would publish.</param>
/// <param name="Loss">Decides between equal ones.</param>
/// <param name="Finished">Whether it stands so on all higher rungs too.</param>
public sealed record TrialScore(int Trial, double BalancedAccuracy, double Loss, bool Finished)
{
    /// <summary>The best first: by balanced accuracy, then by loss, then the one that was drawn first. What is not a number comes last.</summary>
    public static IReadOnlyList<TrialScore> Ranked(IEnumerable<TrialScore> scores) =>
    [
        .. scores
            .OrderByDescending(score => double.IsNaN(score.BalancedAccuracy) ? double.NegativeInfinity : score.BalancedAccuracy)
            .ThenBy(score => double.IsNaN(score.Loss) ? double.PositiveInfinity : score.Loss)
            .ThenBy(score => score.Trial),
    ];
}

namespace PhotoScore.Core.Training.Sweeps;

/// <summary>A step of successive halving.</summary>
/// <param name="Index">From 0, the lowest.</param>
/// <param name="Trials">How many trials are brought to it.</param>
/// <param name="Share">The share of its epochs that a trial has trained for when it stands on it; 1 on the highest.</param>
public sealed record Rung(int Index, int Trials, double Share);

/// <summary>
/// Successive halving (Jamieson and Talwalkar, "Non-stochastic best arm identification and hyperparameter optimization", AISTATS 2016), with the factor
/// of 3 that Hyperband settles on (Li et al., JMLR 18, 2018): every rung keeps the best third and trains it three times as long, so that all
/// rungs cost about the same. One bracket, the most exploring one.
/// </summary>
public static class HalvingSchedule
{
    /// <summary>One in so many goes on, for so many times the epochs.</summary>
    public const int Eta = 3;

    // The lowest rung of five would be an 81st of the epochs: a step or two of most trainings says nothing.
    private const int MostRungs = 4;

    /// <summary>The rungs, lowest first.</summary>
    /// <param name="trainings">Configurations to try, at least 1.</param>
    public static IReadOnlyList<Rung> Of(int trainings)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trainings, 1);
        var rungs = 1;
        while (rungs < MostRungs && trainings >= Power(rungs))
            rungs++;
        return [.. Enumerable.Range(0, rungs).Select(i => new Rung(i, Math.Max(1, trainings / Power(i)), 1.0 / Power(rungs - 1 - i)))];
    }

    /// <summary>How many of a rung's trials go on to the next.</summary>
    public static int Survivors(int trials) => Math.Max(1, trials / Eta);

    private static int Power(int exponent) => Enumerable.Repeat(Eta, exponent).Aggregate(1, (product, factor) => product * factor);
}
